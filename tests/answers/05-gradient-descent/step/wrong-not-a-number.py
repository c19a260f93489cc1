# score: 0
# says: not finite
def step(theta, gradient, eta):
    return theta - eta * gradient + np.nan
