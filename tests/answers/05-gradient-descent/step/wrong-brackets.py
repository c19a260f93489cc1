# score: 0
# hint: M29
def step(theta, gradient, eta):
    return eta * (theta - gradient)
