# score: 3
def shared_backward(X, W, dZ):
    dW = np.empty(W.shape)
    for j, k in np.ndindex(*W.shape):
        E = np.zeros(W.shape)
        E[j, k] = 1
        dW[j, k] = np.sum(dZ * (X @ (E @ W + W @ E)))
    return dW
