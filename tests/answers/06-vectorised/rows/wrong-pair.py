# score: 0
# says: not 2 values
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ
