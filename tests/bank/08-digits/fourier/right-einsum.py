# score: 2
def fourier_features(P, frequencies):
    phase = np.einsum('md,dk->mk', P, 2 * np.pi * frequencies)
    return np.concatenate((np.sin(phase), np.cos(phase)), axis=-1)
