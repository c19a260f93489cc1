# score: 0
def root_derivative(z):
    def R(t):
        return np.sqrt(5 * t - 8)

    return (R(z + 0.5) - R(z)) / 0.5
