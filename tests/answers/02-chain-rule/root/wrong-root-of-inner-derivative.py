# score: 0
# hint: C20
def root_derivative(z):
    return np.sqrt(5)
