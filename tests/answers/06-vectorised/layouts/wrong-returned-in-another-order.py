# score: 1
# hint: V14
def to_columns(X, W, b):
    return W.T, X.T, b.reshape(-1, 1)
