# score: 2
# hint: V12
def affine_backward_columns(X, W, dD):
    return W.T @ dD, (dD @ X.T).squeeze()
