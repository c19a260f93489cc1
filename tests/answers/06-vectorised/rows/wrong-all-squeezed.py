# score: 0
# hint: V12
def affine_backward(X, W, dZ):
    return np.squeeze(dZ @ W.T), np.squeeze(X.T @ dZ), np.squeeze(dZ.sum(axis=0))
