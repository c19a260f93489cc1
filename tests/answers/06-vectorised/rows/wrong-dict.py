# score: 0
# says: not a single dict
def affine_backward(X, W, dZ):
    return {"dX": dZ @ W.T, "dW": X.T @ dZ, "db": dZ.sum(axis=0)}
