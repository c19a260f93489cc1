# score: 4
# says: in another shape
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)
