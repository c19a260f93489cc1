# score: 3
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T + (X @ W).T @ dZ
