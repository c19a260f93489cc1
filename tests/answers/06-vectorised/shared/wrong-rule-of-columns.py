# score: 0
# says: expected
def shared_backward(X, W, dZ):
    return dZ @ X.T
