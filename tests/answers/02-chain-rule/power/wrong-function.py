# score: 0
# says: holds a function
def power_derivative(g, dg, n, x):
    return lambda t: n * g(t) ** (n - 1) * dg(t)
