# score: 0
# says: ValueError
def affine_backward_columns(X, W, dD):
    return dD @ W.T, X.T @ dD
