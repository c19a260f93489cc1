# score: 0
# hint: M22
def step(theta, gradient, eta):
    return eta * gradient
