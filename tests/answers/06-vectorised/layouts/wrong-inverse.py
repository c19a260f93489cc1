# score: 2
# says: not in value yet
def to_columns(X, W, b):
    return X.T, np.linalg.pinv(W), b.reshape(-1, 1)
