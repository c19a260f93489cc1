# score: 0
# says: changed its first argument
def shared_backward(X, W, dZ):
    X @= W
    return X.T @ dZ
