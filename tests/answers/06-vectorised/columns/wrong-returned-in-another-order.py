# score: 0
# hint: V14
def affine_backward_columns(X, W, dD):
    return dD @ X.T, W.T @ dD
