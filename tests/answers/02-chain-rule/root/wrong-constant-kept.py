# score: 0
# hint: C15
def root_derivative(z):
    return 0.5 / np.sqrt(5 * z - 8) * (5 - 8)
