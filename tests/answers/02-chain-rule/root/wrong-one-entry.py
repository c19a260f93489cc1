# score: 0
# says: the right numbers in another shape
def root_derivative(z):
    return np.array([2.5 / np.sqrt(5 * z - 8)])
