# score: 2
# says: missing
def affine_backward_columns(X, W, dD):
    dX = W.T @ dD
    return dX, None
