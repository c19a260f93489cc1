# score: 5
def affine_backward(X, W, dZ):
    X, W, dZ = (v.astype(np.float32) for v in (X, W, dZ))
    return dZ @ W.T, X.T @ dZ, dZ.sum(0)
