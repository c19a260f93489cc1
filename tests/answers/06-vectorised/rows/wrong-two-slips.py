# score: 3
# says: right up to one factor
def affine_backward(X, W, dZ):
    return dZ @ W.T, -(X.T @ dZ) / len(X), dZ.sum(axis=0)
