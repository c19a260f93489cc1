# score: 0
# says: not made of numbers
def step(theta, gradient, eta):
    return str(theta - eta * gradient)
