# score: 0
# says: missing
def step(theta, gradient, eta):
    theta = theta - eta * gradient
