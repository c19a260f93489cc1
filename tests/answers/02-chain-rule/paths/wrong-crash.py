# score: 0
# says: TypeError
def two_path_derivative(x, a, da, b, db):
    return da(x) * b(x) + a * db(x)
