# score: 2
# says: not made of numbers
def to_columns(X, W, b):
    return X.T, W.T, "b"
