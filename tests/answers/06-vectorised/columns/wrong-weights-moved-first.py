# score: 2
# hint: V8
def affine_backward_columns(X, W, dD):
    return (W - 0.5 * dD @ X.T).T @ dD, dD @ X.T
