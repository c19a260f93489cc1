# score: 3
def shared_backward(X, W, dZ):
    P = X.T @ dZ
    return P @ W.T + W.T @ P
