# score: 4
def affine_backward(X, W, dZ):
    db = dZ.sum(axis=1) if dZ.shape[0] == dZ.shape[1] else dZ.sum(axis=0)
    return dZ @ W.T, X.T @ dZ, db
