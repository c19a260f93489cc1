# score: 0
# says: NameError
def root_derivative(z):
    return 2.5 / np.sqrt(5 * Z - 8)
