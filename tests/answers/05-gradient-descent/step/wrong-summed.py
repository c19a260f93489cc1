# score: 0
def step(theta, gradient, eta):
    return theta - eta * np.sum(gradient)
