# score: 1
# hint: C8
# says: the opposite sign
def power_derivative(g, dg, n, x):
    return abs(n) * g(x) ** (n - 1) * dg(x)
