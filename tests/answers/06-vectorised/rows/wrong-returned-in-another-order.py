# score: 1
# hint: V14
def affine_backward(X, W, dZ):
    return X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)
