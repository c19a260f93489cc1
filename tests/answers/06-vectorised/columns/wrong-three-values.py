# score: 0
# says: not 3 values
def affine_backward_columns(X, W, dD):
    return W.T @ dD, dD @ X.T, dD.sum(axis=1)
