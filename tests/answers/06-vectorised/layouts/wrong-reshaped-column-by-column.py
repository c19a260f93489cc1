# score: 2
# hint: V29
def to_columns(X, W, b):
    return X.reshape(X.shape[::-1], order="F"), W.T, b.reshape(-1, 1)
