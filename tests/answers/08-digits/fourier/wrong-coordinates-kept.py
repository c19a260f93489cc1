# score: 0
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.hstack([P, np.sin(Z), np.cos(Z)])
