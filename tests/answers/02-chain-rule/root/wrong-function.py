# score: 0
# says: holds a function
def root_derivative(z):
    return lambda z: 2.5 / np.sqrt(5 * z - 8)
