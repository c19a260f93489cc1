# score: 0
# hint: C19
def root_derivative(z):
    return np.sqrt(5 * z - 8)
