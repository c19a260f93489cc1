# score: 0
def root_derivative(z):
    return 1 / np.sqrt(5 * z - 8)
