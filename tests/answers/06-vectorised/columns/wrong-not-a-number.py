# score: 2
# says: not finite
def affine_backward_columns(X, W, dD):
    return W.T @ dD, dD @ X.T * np.inf
