# score: 0
# hint: V12
# says: in another shape
def to_columns(X, W, b):
    return X.T.ravel(), W.T.ravel(), b
