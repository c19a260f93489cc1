# score: 2
# says: shape
def to_columns(X, W, b):
    return X.T, W.T @ X.T, b.reshape(-1, 1)
