# score: 3
# hint: V5
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ / X.shape[0], dZ.sum(axis=0)
