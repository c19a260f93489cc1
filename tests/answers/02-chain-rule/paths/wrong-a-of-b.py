# score: 0
# hint: C32
def two_path_derivative(x, a, da, b, db):
    return da(b(x)) * db(x)
