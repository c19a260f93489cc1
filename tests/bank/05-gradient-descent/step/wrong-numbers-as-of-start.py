# score: 0
def step(theta, gradient, eta):
    new = np.array(theta)
    new[...] = theta - np.multiply(eta, gradient)
    return new
