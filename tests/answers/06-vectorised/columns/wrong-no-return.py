# score: 0
# says: not a single NoneType
def affine_backward_columns(X, W, dD):
    dX, dW = W.T @ dD, dD @ X.T
