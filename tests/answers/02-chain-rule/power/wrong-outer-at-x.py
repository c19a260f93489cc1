# score: 0
# hint: C3
def power_derivative(g, dg, n, x):
    return n * x ** (n - 1) * dg(x)
