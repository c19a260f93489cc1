# score: 0
# hint: M23
def step(theta, gradient, eta):
    return theta
