# score: 0
# hint: C4
def root_derivative(z):
    return 5 / np.sqrt(5 * z - 8)
