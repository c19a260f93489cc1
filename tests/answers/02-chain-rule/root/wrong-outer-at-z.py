# score: 0
# hint: C3
def root_derivative(z):
    return 5 / (2 * np.sqrt(z))
