# score: 0
# hint: V10
def shared_backward(X, W, dZ):
    P = np.outer(X.sum(axis=0), dZ.sum(axis=0))
    return P @ W.T + W.T @ P
