# score: 0
# says: is not written yet
def affine_backward_columns(X, W, dD):
    raise NotImplementedError()
