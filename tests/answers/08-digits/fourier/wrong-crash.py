# score: 0
# says: NameError
def fourier_features(P, frequencies):
    return np.hstack([np.sin(Z), np.cos(Z)])
