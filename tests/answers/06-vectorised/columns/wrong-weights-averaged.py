# score: 2
# hint: V5
def affine_backward_columns(X, W, dD):
    return W.T @ dD, dD @ X.T / X.shape[1]
