# score: 1
# says: not finite
def power_derivative(g, dg, n, x):
    return n * np.exp((n - 1) * np.log(g(x))) * dg(x)
