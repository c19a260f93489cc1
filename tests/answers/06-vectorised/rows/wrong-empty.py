# score: 0
# says: is not written yet
def affine_backward(X, W, dZ):
    raise NotImplementedError()
