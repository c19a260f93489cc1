# score: 0
# hint: T10
def shared_backward(X, W, dZ):
    P = X.T @ dZ
    return P @ W + W @ P
