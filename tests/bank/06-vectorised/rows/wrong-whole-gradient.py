# score: 0
def affine_backward(X, W, dZ):
    dZ = dZ.astype(X.dtype)
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
