# score: 0
# hint: C9
def root_derivative(z):
    return np.sqrt(5 * z - 8) * 5
