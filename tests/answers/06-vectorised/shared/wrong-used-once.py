# score: 0
# hint: V24
def shared_backward(X, W, dZ):
    return X.T @ dZ
