# score: 4
# hint: V18
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, len(dZ) * np.ones(dZ.shape[1])
