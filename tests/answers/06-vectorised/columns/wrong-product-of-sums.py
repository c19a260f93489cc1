# score: 2
# hint: V10
def affine_backward_columns(X, W, dD):
    return W.T @ dD, np.outer(dD.sum(axis=1), X.sum(axis=1))
