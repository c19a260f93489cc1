# score: 0
# says: missing
def shared_backward(X, W, dZ):
    H = X @ W
    dW = H.T @ dZ
    # and the first use
