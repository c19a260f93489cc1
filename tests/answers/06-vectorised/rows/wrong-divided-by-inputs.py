# score: 3
# hint: V32
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ / X.shape[1], dZ.sum(axis=0)
