# score: 0
# hint: T10
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T + W @ X.T @ dZ
