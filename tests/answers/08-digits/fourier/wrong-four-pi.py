# score: 0
def fourier_features(P, frequencies):
    Z = 4 * np.pi * P @ frequencies
    return np.hstack([np.sin(Z), np.cos(Z)])
