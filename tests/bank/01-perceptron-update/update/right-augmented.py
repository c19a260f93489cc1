# score: 2
def step(z):
    return np.where(z < 0, 0, 1)


def update(w, b, x, y, eta):
    theta, inputs = np.append(w, b), np.append(x, 1.0)
    theta = theta - eta * (step(theta @ inputs) - y) * inputs
    return theta[:-1], theta[-1]
