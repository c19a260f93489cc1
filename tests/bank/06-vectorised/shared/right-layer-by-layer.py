# score: 3
def shared_backward(X, W, dZ):
    def backward(X, W, dZ):
        return dZ @ W.T, X.T @ dZ

    H = X @ W
    dH, dW = backward(H, W, dZ)
    dW = dW + backward(X, W, dH)[1]
    return dW
