# score: 0
# hint: H7
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.vstack([np.sin(Z), np.cos(Z)])
