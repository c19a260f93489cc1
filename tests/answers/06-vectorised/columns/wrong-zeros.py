# score: 2
# says: nothing but zeros
def affine_backward_columns(X, W, dD):
    return np.zeros(X.shape), dD @ X.T
