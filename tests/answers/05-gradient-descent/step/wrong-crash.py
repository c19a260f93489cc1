# score: 0
# says: NameError
def step(theta, gradient, eta):
    return theta - eta * grad
