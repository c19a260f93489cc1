# score: 3
# hint: V10
def affine_backward(X, W, dZ):
    return dZ @ W.T, np.outer(X.sum(axis=0), dZ.sum(axis=0)), dZ.sum(axis=0)
