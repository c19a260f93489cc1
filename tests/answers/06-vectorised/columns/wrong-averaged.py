# score: 0
# hint: V5
def affine_backward_columns(X, W, dD):
    return W.T @ dD / X.shape[1], dD @ X.T / X.shape[1]
