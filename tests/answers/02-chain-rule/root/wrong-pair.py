# score: 0
# says: a single number was expected
def root_derivative(z):
    return np.sqrt(5 * z - 8), 2.5 / np.sqrt(5 * z - 8)
