# score: 2
# hint: V1
def affine_backward_columns(X, W, dD):
    return W.T @ dD, X @ dD.T
