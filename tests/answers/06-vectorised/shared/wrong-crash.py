# score: 0
# says: NameError
def shared_backward(X, W, dZ):
    return X.T @ dH + H.T @ dZ
