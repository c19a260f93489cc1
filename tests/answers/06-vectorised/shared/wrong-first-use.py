# score: 0
# hint: V11
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T
