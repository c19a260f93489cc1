# score: 4
def affine_backward_columns(X, W, dD):
    return np.einsum("ki,kj->ij", W, dD), np.einsum("ki,ji->kj", dD, X)
