# score: 0
# hint: C13
def root_derivative(z):
    return 2.5 / np.sqrt(5 * z)
