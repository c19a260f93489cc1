# score: 2
def fourier_features(P, frequencies):
    Z = (np.float32(2 * np.pi) * (P.astype(np.float32) @ frequencies.astype(np.float32)))
    out = np.empty((len(P), 2 * frequencies.shape[1]), dtype=np.float32)
    out[:, : Z.shape[1]], out[:, Z.shape[1] :] = np.sin(Z), np.cos(Z)
    return out
