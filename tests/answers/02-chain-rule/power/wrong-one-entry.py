# score: 0
# says: in another shape
def power_derivative(g, dg, n, x):
    return [n * g(x) ** (n - 1) * dg(x)]
