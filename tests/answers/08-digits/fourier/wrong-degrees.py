# score: 0
# hint: H6
def fourier_features(P, frequencies):
    Z = 360 * P @ frequencies
    return np.hstack([np.sin(Z), np.cos(Z)])
