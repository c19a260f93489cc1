# score: 3
def to_columns(X, W, b):
    return np.swapaxes(X, 0, 1).copy(), np.moveaxis(W, 0, 1).copy(), np.atleast_2d(b).T.copy()
