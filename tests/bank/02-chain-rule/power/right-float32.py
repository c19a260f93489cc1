# score: 3
def power_derivative(g, dg, n, x):
    outer = np.float32(n) * np.float32(g(x)) ** np.float32(n - 1)
    return outer * np.float32(dg(x))
