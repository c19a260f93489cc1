# score: 0
# says: changed its first argument
def fourier_features(P, frequencies):
    P *= 2 * np.pi
    Z = P @ frequencies
    return np.hstack([np.sin(Z), np.cos(Z)])
