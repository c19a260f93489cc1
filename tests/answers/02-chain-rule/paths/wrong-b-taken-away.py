# score: 0
# hint: C31
def two_path_derivative(x, a, da, b, db):
    return da(x) * b(x) - a(x) * db(x)
