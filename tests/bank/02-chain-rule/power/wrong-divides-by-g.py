# score: 2
# says: not finite
def power_derivative(g, dg, n, x):
    value = g(x)
    return n * value**n / value * dg(x)
