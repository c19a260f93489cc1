# score: 2
# hint: V7
def affine_backward_columns(X, W, dD):
    return W.T @ dD, (W @ X) @ X.T
