# score: 2
# hint: V31
def to_columns(X, W, b):
    return X.T, W.T, b[:, None] + np.zeros(len(X))
