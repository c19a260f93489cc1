# score: 0
# says: changed its first argument
def step(theta, gradient, eta):
    theta -= eta * gradient
    return theta
