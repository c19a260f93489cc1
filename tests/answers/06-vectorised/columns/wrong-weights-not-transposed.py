# score: 0
# says: ValueError
def affine_backward_columns(X, W, dD):
    return W @ dD, dD @ X.T
