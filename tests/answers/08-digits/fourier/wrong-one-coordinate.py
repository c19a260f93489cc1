# score: 0
# hint: H12
def fourier_features(P, frequencies):
    Z = 2 * np.pi * np.outer(P[:, 0], frequencies[0])
    return np.hstack([np.sin(Z), np.cos(Z)])
