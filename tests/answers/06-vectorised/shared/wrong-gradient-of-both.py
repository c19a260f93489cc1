# score: 0
# hint: V28
def shared_backward(X, W, dZ):
    return X.T @ dZ + (X @ W).T @ dZ
