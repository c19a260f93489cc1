# score: 0
# says: is not written yet
def to_columns(X, W, b):
    raise NotImplementedError()
