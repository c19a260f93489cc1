# score: 0
# says: from differences, it seems
def power_derivative(g, dg, n, x):
    h = 1e-5
    return (g(x + h) ** n - g(x - h) ** n) / (2 * h)
