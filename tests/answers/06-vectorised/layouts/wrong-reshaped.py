# score: 1
# hint: V29
def to_columns(X, W, b):
    return X.reshape(X.shape[1], X.shape[0]), W.reshape(W.shape[1], W.shape[0]), b.reshape(-1, 1)
