# score: 0
# hint: M26
def step(theta, gradient, eta):
    return theta - eta * theta
