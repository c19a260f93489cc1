# score: 2
def to_columns(X, W, b):
    return X.T, W if W.shape[0] == W.shape[1] else W.T, b[:, None]
