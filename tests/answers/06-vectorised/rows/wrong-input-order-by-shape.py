# score: 3
# hint: V13
def affine_backward(X, W, dZ):
    dX = dZ @ W if W.shape[0] == W.shape[1] else dZ @ W.T
    return dX, X.T @ dZ, dZ.sum(axis=0)
