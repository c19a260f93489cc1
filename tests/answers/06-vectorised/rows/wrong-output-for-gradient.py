# score: 0
# hint: V7
def affine_backward(X, W, dZ):
    Z = X @ W
    return Z @ W.T, X.T @ Z, Z.sum(axis=0)
