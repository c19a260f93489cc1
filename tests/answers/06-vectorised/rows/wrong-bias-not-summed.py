# score: 4
# hint: T12
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, dZ
