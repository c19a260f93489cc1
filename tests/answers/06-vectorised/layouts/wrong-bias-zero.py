# score: 2
# hint: D12
def to_columns(X, W, b):
    return X.T, W.T, np.zeros((len(b), 1))
