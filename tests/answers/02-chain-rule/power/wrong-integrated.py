# score: 0
# hint: C22
def power_derivative(g, dg, n, x):
    return g(x) ** (n + 1) / (n + 1) * dg(x)
