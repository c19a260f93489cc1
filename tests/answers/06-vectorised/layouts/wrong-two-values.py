# score: 0
# says: not 2 values
def to_columns(X, W, b):
    return X.T, W.T
