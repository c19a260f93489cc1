# score: 1
# hint: T17
def affine_backward(X, W, dZ):
    return dZ @ W.T / dZ.size, X.T @ dZ / dZ.size, dZ.sum(axis=0)
