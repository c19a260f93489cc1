# score: 0
# says: expected, not
def to_columns(X, W, b):
    return W.T @ X.T + b[:, None]
