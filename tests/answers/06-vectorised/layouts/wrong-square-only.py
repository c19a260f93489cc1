# score: 2
# says: not in value yet
def to_columns(X, W, b):
    return X.T, W if W.shape[0] == W.shape[1] else W.T, b.reshape(-1, 1)
