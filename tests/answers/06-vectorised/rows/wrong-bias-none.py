# score: 4
# says: missing
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, None
