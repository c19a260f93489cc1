# score: 4
# hint: D12
def affine_backward(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, np.zeros(W.shape[1])
