# score: 0
# says: is not written yet
def affine_backward(X, W, dZ):
    dX = dZ @ W.T
    raise NotImplementedError()
