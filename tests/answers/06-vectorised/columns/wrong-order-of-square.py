# score: 2
# hint: V13
def affine_backward_columns(X, W, dD):
    return (W.T @ dD, dD @ X.T) if X.shape != W.shape else (W.T @ dD, X @ dD.T)
