# score: 2
def root_derivative(z):
    u = np.float32(5) * np.float32(z) - np.float32(8)
    return np.float32(2.5) / np.sqrt(u)
