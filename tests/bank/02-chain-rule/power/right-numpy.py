# score: 3
def power_derivative(g, dg, n, x):
    return np.array(n * np.power(np.float64(g(x)), n - 1.0) * dg(x))
