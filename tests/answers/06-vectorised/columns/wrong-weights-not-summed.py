# score: 2
# hint: T12
def affine_backward_columns(X, W, dD):
    return W.T @ dD, np.einsum("ki,ji->ikj", dD, X)
