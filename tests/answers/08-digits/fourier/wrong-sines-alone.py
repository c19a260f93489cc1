# score: 0
# hint: H8
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.sin(Z)
