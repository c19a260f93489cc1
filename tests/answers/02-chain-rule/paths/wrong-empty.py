# score: 0
# says: is not written yet
def two_path_derivative(x, a, da, b, db):
    raise NotImplementedError()
