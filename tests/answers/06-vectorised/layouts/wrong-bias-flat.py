# score: 2
# hint: V12
def to_columns(X, W, b):
    return X.T, W.T, b
