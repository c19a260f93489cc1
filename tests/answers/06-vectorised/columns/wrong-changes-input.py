# score: 0
# says: changed its third argument
def affine_backward_columns(X, W, dD):
    dD /= X.shape[1]
    return W.T @ dD, dD @ X.T
