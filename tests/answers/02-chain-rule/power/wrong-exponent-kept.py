# score: 0
# hint: C5
def power_derivative(g, dg, n, x):
    return n * g(x) ** n * dg(x)
