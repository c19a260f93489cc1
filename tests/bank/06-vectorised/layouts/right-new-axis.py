# score: 3
def to_columns(X, W, b):
    return np.transpose(X), W.transpose(), b[:, np.newaxis]
