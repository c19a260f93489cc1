# score: 2
def step(theta, gradient, eta):
    if np.ndim(theta) == 0:
        return theta - eta * gradient
    new = np.empty(np.shape(theta))
    for at in np.ndindex(new.shape):
        new[at] = theta[at] - eta * gradient[at]
    return new
