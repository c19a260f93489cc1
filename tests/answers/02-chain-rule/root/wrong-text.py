# score: 0
# says: not made of numbers
def root_derivative(z):
    return f"{2.5 / np.sqrt(5 * z - 8)}"
