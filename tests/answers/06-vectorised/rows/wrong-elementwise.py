# score: 0
# says: ValueError
def affine_backward(X, W, dZ):
    return dZ @ W.T, X * dZ, dZ.sum(axis=0)
