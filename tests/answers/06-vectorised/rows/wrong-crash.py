# score: 0
# says: NameError
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dz, dZ.sum(axis=0)
