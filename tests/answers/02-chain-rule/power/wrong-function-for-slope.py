# score: 0
# hint: C7
def power_derivative(g, dg, n, x):
    return n * g(x) ** (n - 1) * g(x)
