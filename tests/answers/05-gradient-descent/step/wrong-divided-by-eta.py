# score: 0
# hint: M27
def step(theta, gradient, eta):
    return theta - gradient / eta
