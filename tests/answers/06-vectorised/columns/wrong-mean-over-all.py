# score: 0
# hint: T17
def affine_backward_columns(X, W, dD):
    return W.T @ dD / dD.size, dD @ X.T / dD.size
