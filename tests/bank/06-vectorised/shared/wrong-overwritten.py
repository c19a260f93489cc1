# score: 0
# mistake: one-use-only
def shared_backward(X, W, dZ):
    H = X @ W
    dW = H.T @ dZ
    dH = dZ @ W.T
    dW = X.T @ dH
    return dW
