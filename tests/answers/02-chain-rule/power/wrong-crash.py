# score: 0
# says: TypeError
def power_derivative(g, dg, n, x):
    return n * g ** (n - 1) * dg(x)
