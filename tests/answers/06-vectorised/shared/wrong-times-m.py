# score: 0
# says: m times the reference
def shared_backward(X, W, dZ):
    return (X.T @ dZ @ W.T + (X @ W).T @ dZ) * len(X)
