# score: 0
# says: not written yet
def fourier_features(P, frequencies):
    raise NotImplementedError()
