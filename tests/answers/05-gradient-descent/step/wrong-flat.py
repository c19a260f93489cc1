# score: 0
# says: shape
def step(theta, gradient, eta):
    return np.ravel(theta - eta * gradient)
