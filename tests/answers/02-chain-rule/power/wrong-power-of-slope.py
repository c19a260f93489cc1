# score: 0
# hint: C20
def power_derivative(g, dg, n, x):
    return dg(x) ** n
