# score: 3
# hint: V8
def affine_backward(X, W, dZ):
    W_new = W - 0.1 * X.T @ dZ
    return dZ @ W_new.T, X.T @ dZ, dZ.sum(axis=0)
