# score: 0
# says: not made of numbers
def fourier_features(P, frequencies):
    return np.exp(2j * np.pi * P @ frequencies)
