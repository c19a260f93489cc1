# score: 3
def shared_backward(X, W, dZ):
    X, W, dZ = np.float32(X), np.float32(W), np.float32(dZ)
    return X.T @ (dZ @ W.T) + (X @ W).T @ dZ
