# score: 0
def power_derivative(g, dg, n, x):
    return 2 * g(x) * dg(x)
