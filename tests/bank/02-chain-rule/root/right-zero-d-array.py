# score: 2
def root_derivative(z):
    return np.array(5 / 2 / np.sqrt(5 * z - 8))
