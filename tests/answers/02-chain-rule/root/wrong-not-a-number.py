# score: 0
# says: not finite
def root_derivative(z):
    return 2.5 / np.sqrt(8 - 5 * z)
