# score: 2
def step(theta, gradient, eta):
    return np.float32(theta) - np.float32(eta) * np.float32(gradient)
