# score: 0
# says: shape
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.sin(Z), np.cos(Z)
