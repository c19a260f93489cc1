# score: 0
# hint: C9
def power_derivative(g, dg, n, x):
    return g(x) ** n * dg(x)
