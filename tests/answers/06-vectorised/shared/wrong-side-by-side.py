# score: 0
# hint: V33
def shared_backward(X, W, dZ):
    return np.stack([(X @ W).T @ dZ, X.T @ dZ @ W.T])
