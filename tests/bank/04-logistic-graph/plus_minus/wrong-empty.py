# score: 0
# says: not written yet
def plus_minus_gradient(X, y, w, b):
    raise NotImplementedError()
