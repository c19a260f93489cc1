# score: 0
# hint: V27
def shared_backward(X, W, dZ):
    return X.T @ dZ @ W.T + X.T @ dZ
