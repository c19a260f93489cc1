# score: 0
# says: missing
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    np.hstack([np.sin(Z), np.cos(Z)])
