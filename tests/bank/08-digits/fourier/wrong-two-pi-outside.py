# score: 0
# mistake: two-pi-outside-wave
def fourier_features(P, frequencies):
    Z = P @ frequencies
    return 2 * np.pi * np.hstack([np.sin(Z), np.cos(Z)])
