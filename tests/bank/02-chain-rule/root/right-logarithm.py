# score: 2
def root_derivative(z):
    return 2.5 * np.exp(-np.log(5 * z - 8) / 2)
