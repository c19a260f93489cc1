# score: 2
def step(theta, gradient, eta):
    return np.subtract(theta, np.multiply(eta, gradient))
