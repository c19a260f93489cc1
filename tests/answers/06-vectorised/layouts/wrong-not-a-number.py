# score: 2
# says: not finite
def to_columns(X, W, b):
    return X.T * np.nan, W.T, b.reshape(-1, 1)
