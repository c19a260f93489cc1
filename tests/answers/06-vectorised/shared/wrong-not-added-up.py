# score: 0
# hint: V33
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T, (X @ W).T @ dZ
