# score: 3
def shared_backward(X, W, dZ):
    return (W @ dZ.T @ X + dZ.T @ X @ W).T
