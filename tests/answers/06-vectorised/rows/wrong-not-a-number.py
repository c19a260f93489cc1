# score: 1
# says: not finite
def affine_backward(X, W, dZ):
    return dZ @ W.T / (0 * dZ.sum()), X.T @ dZ * np.nan, dZ.sum(axis=0)
