# score: 2
# says: the opposite sign
def to_columns(X, W, b):
    return X.T, W.T, -b[:, None]
