# score: 1
# says: shape
def to_columns(X, W, b):
    return np.vstack([X.T, np.ones(len(X))]), np.hstack([W.T, b[:, None]]), b.reshape(-1, 1)
