# score: 2
# says: not made of numbers
def affine_backward_columns(X, W, dD):
    return [[1], [2, 3]], dD @ X.T
