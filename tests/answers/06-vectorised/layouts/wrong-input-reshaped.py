# score: 2
# hint: V29
def to_columns(X, W, b):
    return np.reshape(X, (X.shape[1], -1)), W.T, b.reshape(-1, 1)
