# score: 2
# hint: V31
def to_columns(X, W, b):
    return X.T, W.T, np.tile(b[:, None], (1, len(X)))
