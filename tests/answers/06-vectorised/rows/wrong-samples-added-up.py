# score: 3
# hint: V15
def affine_backward(X, W, dZ):
    return (dZ @ W.T).sum(axis=0), X.T @ dZ, dZ.sum(axis=0)
