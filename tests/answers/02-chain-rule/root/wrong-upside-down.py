# score: 0
# hint: C18
def root_derivative(z):
    return 2 * np.sqrt(5 * z - 8) / 5
