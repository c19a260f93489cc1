# score: 0
# hint: H4
def fourier_features(P, frequencies):
    Z = 2 * np.pi * P @ frequencies
    return np.stack([np.sin(Z), np.cos(Z)], axis=-1).reshape(len(P), -1)
