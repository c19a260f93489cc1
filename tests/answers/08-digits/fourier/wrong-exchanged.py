# score: 0
# hint: H3
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.hstack([np.cos(Z), np.sin(Z)])
