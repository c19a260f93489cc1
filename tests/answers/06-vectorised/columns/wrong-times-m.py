# score: 2
# says: m times the reference
def affine_backward_columns(X, W, dD):
    return W.T @ dD, dD @ X.T * X.shape[1]
