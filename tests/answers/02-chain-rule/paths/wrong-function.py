# score: 0
# says: holds a function
def two_path_derivative(x, a, da, b, db):
    return lambda t: da(t) * b(t) + a(t) * db(t)
