# score: 2
def step(theta, gradient, eta):
    if np.ndim(theta) == 0:
        return np.array(theta + -eta * gradient)
    return (np.array(theta) + -eta * np.array(gradient)).tolist()
