# score: 0
# hint: C2
def root_derivative(z):
    u = 5 * z - 8
    return 0.5 * np.sqrt(u) ** (-1 / 2) * 5
