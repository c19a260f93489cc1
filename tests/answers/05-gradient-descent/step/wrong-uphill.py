# score: 0
# hint: M10
def step(theta, gradient, eta):
    return theta + eta * gradient
