# score: 0
# says: TypeError
def step(theta, gradient, eta):
    return np.array([t - eta * g for t, g in zip(theta, gradient)])
