# score: 0
# hint: C4
def power_derivative(g, dg, n, x):
    return g(x) ** (n - 1) * dg(x)
