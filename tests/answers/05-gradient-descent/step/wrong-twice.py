# score: 0
def step(theta, gradient, eta):
    return theta - 2 * eta * gradient
