# score: 4
# hint: V5
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, np.mean(dZ, axis=0)
