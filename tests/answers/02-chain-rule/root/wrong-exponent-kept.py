# score: 0
# hint: C5
def root_derivative(z):
    return 0.5 * (5 * z - 8) ** 0.5 * 5
