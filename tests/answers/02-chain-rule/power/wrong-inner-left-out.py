# score: 0
# hint: C1
def power_derivative(g, dg, n, x):
    return n * g(x) ** (n - 1)
