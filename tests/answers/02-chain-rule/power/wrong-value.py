# score: 0
# hint: C19
def power_derivative(g, dg, n, x):
    return g(x) ** n
