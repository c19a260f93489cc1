# score: 0
# hint: V5
def affine_backward(X, W, dZ):
    return dZ @ W.T / len(X), X.T @ dZ / len(X), dZ.mean(axis=0)
