# score: 0
# hint: V1
def affine_backward_columns(X, W, dD):
    return dD.T @ W, X @ dD.T
