# score: 1
def power_derivative(g, dg, n, x):
    return n * abs(g(x)) ** (n - 1) * dg(x)
