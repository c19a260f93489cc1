# score: 0
# hint: C21
def power_derivative(g, dg, n, x):
    return n * g(x) ** (n - 1) * dg(g(x))
