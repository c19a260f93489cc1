# score: 0
# hint: V26
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T - (X @ W).T @ dZ
