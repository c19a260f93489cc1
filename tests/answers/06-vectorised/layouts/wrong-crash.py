# score: 0
# says: ValueError
def to_columns(X, W, b):
    return X.T, W.T, b.reshape(2, 1)
