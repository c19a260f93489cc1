# score: 0
# says: No `affine_backward` was found
def affine_backwards(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
