# score: 0
# hint: H1
def fourier_features(P, frequencies):
    Z = P @ frequencies
    return np.hstack([np.sin(Z), np.cos(Z)])
