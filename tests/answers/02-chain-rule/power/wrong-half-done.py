# score: 0
# says: missing
def power_derivative(g, dg, n, x):
    outer = n * g(x) ** (n - 1)
