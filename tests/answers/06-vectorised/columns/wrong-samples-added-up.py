# score: 2
# hint: V15
def affine_backward_columns(X, W, dD):
    return (W.T @ dD).sum(axis=1), dD @ X.T
