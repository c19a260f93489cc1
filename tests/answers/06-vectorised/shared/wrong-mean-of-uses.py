# score: 0
# hint: V25
def shared_backward(X, W, dZ):
    return (X.T @ dZ @ W.T + (X @ W).T @ dZ) / 2
