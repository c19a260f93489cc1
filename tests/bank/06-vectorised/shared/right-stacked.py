# score: 3
def shared_backward(X, W, dZ):
    return (np.vstack([X, X @ W]).T @ np.vstack([dZ @ W.T, dZ])).tolist()
