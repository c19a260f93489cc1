# score: 0
# hint: H2
def fourier_features(P, frequencies):
    Z = np.pi * P @ frequencies
    return np.hstack([np.sin(Z), np.cos(Z)])
