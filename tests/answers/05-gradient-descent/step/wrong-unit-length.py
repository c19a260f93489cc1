# score: 0
# hint: M25
def step(theta, gradient, eta):
    return theta - eta * gradient / np.linalg.norm(np.atleast_1d(gradient).ravel())
