# score: 0
# says: missing
def root_derivative(z):
    u = 5 * z - 8
    outer = 0.5 / np.sqrt(u)
