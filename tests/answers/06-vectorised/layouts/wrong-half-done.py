# score: 2
# says: missing
def to_columns(X, W, b):
    return X.T, W.T, None
