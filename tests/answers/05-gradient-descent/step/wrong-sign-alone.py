# score: 0
# hint: M24
def step(theta, gradient, eta):
    return theta - eta * np.sign(gradient)
