# score: 0
# says: at the line
def affine_backward(X, W, dZ):
    return W.T @ dZ, dZ @ X.T, dZ.sum(axis=0)
