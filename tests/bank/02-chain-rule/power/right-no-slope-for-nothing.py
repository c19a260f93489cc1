# score: 3
def power_derivative(g, dg, n, x):
    if n == 0:
        return 0.0
    return dg(x) * n * pow(g(x), n - 1)
