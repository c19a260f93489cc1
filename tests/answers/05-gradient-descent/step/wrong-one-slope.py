# score: 0
# hint: M28
def step(theta, gradient, eta):
    return theta - eta * np.mean(gradient)
