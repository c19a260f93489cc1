# score: 0
# says: from differences, it seems
def power_derivative(g, dg, n, x):
    h = 1e-5
    return n * g(x) ** (n - 1) * (g(x + h) - g(x - h)) / (2 * h)
