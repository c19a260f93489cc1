# score: 0
# hint: C31
def two_path_derivative(x, a, da, b, db):
    return a(x) * db(x) - da(x) * b(x)
