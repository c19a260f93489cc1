# score: 2
def root_derivative(z):
    u = 5 * z - 8
    outer = 0.5 * u**-0.5
    return outer * 5
