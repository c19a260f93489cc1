# score: 0
# says: The values (dX, dW) were expected
def affine_backward_columns(X, W, dD):
    return dD @ X.T
