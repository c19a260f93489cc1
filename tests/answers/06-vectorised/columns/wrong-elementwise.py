# score: 0
# says: ValueError
def affine_backward_columns(X, W, dD):
    return W.T @ dD, dD * X
