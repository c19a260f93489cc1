# score: 0
def step(theta, gradient, eta):
    return np.squeeze(theta - eta * gradient)
