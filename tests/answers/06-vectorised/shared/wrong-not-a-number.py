# score: 0
# says: not finite
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T / 0
