# score: 4
# hint: V16
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)
