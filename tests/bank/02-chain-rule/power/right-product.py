# score: 3
def power_derivative(g, dg, n, x):
    return n * g(x) ** (n - 1) * dg(x)
