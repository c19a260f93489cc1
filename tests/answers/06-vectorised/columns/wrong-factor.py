# score: 2
# says: right up to one factor
def affine_backward_columns(X, W, dD):
    return 0.3 * W.T @ dD, dD @ X.T
