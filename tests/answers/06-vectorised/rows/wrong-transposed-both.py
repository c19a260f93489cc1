# score: 1
# hint: V1
def affine_backward(X, W, dZ):
    return W @ dZ.T, dZ.T @ X, dZ.sum(axis=0)
