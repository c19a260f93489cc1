# score: 2
def fourier_features(P, frequencies):
    wave = np.exp(2j * np.pi * (P @ frequencies))
    return np.c_[wave.imag, wave.real]
