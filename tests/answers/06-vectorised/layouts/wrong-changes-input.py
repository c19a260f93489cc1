# score: 0
# says: changed its third argument
def to_columns(X, W, b):
    b.shape = (len(b), 1)
    return X.T, W.T, b
