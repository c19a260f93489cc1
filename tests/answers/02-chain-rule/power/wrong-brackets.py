# score: 0
# hint: C24
def power_derivative(g, dg, n, x):
    return n * g(x) ** n - 1 * dg(x)
