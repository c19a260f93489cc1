# score: 0
# hint: M21
def step(theta, gradient, eta):
    return theta - eta**2 * gradient
