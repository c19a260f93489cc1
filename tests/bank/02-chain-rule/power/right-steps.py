# score: 3
def power_derivative(g, dg, n, x):
    value, slope = (f(x) for f in (g, dg))
    return np.prod([slope, n, value ** (n - 1)])
