# score: 2
# mistake: returned-after-first-sample
def affine_backward(X, W, dZ):
    dW, db = np.zeros(W.shape), np.zeros(W.shape[1])
    for x, delta in zip(X, dZ):
        dW += np.outer(x, delta)
        db += delta
        return dZ @ W.T, dW, db
