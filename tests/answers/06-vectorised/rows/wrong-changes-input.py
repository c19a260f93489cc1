# score: 0
# says: changed its second argument
def affine_backward(X, W, dZ):
    dX = dZ @ W.T
    W -= 0.1 * X.T @ dZ
    return dX, X.T @ dZ, dZ.sum(axis=0)
