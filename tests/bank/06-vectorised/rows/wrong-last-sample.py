# score: 2
# mistake: overwritten-by-last-sample
def affine_backward(X, W, dZ):
    for x, delta in zip(X, dZ):
        dW = np.outer(x, delta)
        db = delta
    return dZ @ W.T, dW, db
