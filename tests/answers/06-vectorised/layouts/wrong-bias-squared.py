# score: 2
# says: shape
def to_columns(X, W, b):
    return X.T, W.T, np.diag(b)
