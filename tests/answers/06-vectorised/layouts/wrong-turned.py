# score: 1
# hint: V30
def to_columns(X, W, b):
    return np.rot90(X), np.rot90(W), b.reshape(-1, 1)
