# score: 2
# says: twice the reference
def affine_backward_columns(X, W, dD):
    return 2 * W.T @ dD, dD @ X.T
