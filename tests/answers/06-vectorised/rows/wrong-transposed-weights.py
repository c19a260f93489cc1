# score: 3
# hint: V1
def affine_backward(X, W, dZ):
    return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)
