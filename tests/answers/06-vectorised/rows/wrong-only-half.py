# score: 3
# says: missing
def affine_backward(X, W, dZ):
    dX = dZ @ W.T
    dW = None  # still to do
    return dX, dW, dZ.sum(axis=0)
