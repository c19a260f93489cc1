# score: 0
# hint: T10
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W + (X @ W).T @ dZ
