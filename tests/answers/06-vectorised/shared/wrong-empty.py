# score: 0
# says: is not written yet
def shared_backward(X, W, dZ):
    raise NotImplementedError()
