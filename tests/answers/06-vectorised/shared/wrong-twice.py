# score: 0
# says: twice the reference
def shared_backward(X, W, dZ):
    return 2 * (X.T @ dZ @ W.T + (X @ W).T @ dZ)
