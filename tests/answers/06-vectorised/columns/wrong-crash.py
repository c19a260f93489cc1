# score: 0
# says: AttributeError
def affine_backward_columns(X, W, dD):
    return W.t @ dD, dD @ X.T
