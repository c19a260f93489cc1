# score: 2
# hint: V4
def to_columns(X, W, b):
    return X.T, W, b.reshape(-1, 1)
