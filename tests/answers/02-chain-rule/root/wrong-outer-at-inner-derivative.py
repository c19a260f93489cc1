# score: 0
# hint: C12
def root_derivative(z):
    return 0.5 / np.sqrt(5) * 5
