# score: 0
# hint: M20
def step(theta, gradient, eta):
    return theta - gradient
