# score: 2
# says: not there yet
def to_columns(X, W, b):
    return X.T[:, ::-1], W.T, b.reshape(-1, 1)
