# score: 0
# hint: V23
def shared_backward(X, W, dZ):
    return 2 * X.T @ dZ @ W
