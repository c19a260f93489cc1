# score: 2
def step(theta, gradient, eta):
    return theta - eta * gradient
