# score: 0
# hint: C12
def power_derivative(g, dg, n, x):
    return n * dg(x) ** (n - 1) * dg(x)
