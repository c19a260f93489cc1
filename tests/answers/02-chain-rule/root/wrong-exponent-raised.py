# score: 0
# hint: C17
def root_derivative(z):
    return 0.5 * (5 * z - 8) ** 1.5 * 5
