# score: 5
def affine_backward(X, W, dZ):
    M = np.matrix
    return np.asarray(M(dZ) * M(W).T), M(X).T * M(dZ), np.asarray(M(dZ).sum(axis=0)).ravel()
