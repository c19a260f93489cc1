# score: 0
# hint: V7
def shared_backward(X, W, dZ):
    Z = X @ W @ W
    return X.T @ Z @ W.T + (X @ W).T @ Z
