# score: 0
# hint: V4 V12
def to_columns(X, W, b):
    return X, W, b
