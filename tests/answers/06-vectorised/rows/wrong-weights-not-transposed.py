# score: 0
# says: ValueError
def affine_backward(X, W, dZ):
    return dZ @ W, X.T @ dZ, dZ.sum(axis=0)
