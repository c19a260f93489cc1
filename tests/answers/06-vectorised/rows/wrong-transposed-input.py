# score: 3
# hint: V1
def affine_backward(X, W, dZ):
    return W @ dZ.T, X.T @ dZ, dZ.sum(axis=0)
