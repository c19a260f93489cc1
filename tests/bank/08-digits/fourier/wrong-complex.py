# score: 0
# says: complex numbers
def fourier_features(P, frequencies):
    return np.exp(2j * np.pi * P @ frequencies)
