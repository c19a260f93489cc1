# score: 0
# says: ValueError
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies.T
    return np.hstack([np.sin(Z), np.cos(Z)])
