# score: 0
# says: is not written yet
def power_derivative(g, dg, n, x):
    raise NotImplementedError()
