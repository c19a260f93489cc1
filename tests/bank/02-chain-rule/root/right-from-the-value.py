# score: 2
def root_derivative(z):
    value = (5 * z - 8) ** 0.5
    return 5 / (value + value)
