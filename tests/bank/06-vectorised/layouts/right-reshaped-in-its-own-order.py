# score: 3
def to_columns(X, W, b):
    return X.ravel().reshape(X.shape[::-1], order="F"), W.ravel().reshape(W.shape[::-1], order="F"), np.reshape(b, (b.size, 1))
