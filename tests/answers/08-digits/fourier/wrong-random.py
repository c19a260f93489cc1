# score: 0
def fourier_features(P, frequencies):
    rng = np.random.default_rng()
    Z = P @ rng.normal(size=frequencies.shape)
    return np.hstack([np.sin(Z), np.cos(Z)])
