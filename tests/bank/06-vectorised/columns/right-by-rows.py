# score: 4
def affine_backward_columns(X, W, dD):
    def in_rows(X, W, dZ):
        return dZ @ W.T, X.T @ dZ

    return tuple(gradient.T for gradient in in_rows(X.T, W.T, dD.T))
