# score: 3
# hint: V10
def affine_backward(X, W, dZ):
    return dZ @ W.T, np.outer(X.mean(axis=0), dZ.mean(axis=0)), dZ.sum(axis=0)
