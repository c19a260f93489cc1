# score: 2
# hint: V13
def affine_backward_columns(X, W, dD):
    dW = X @ dD if X.shape[1] == dD.shape[0] and (len(X), dD.shape[1]) == W.shape else dD @ X.T
    return W.T @ dD, dW
