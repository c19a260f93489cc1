# score: 0
# hint: C27
def two_path_derivative(x, a, da, b, db):
    return a(x) * db(x) + a(x) * db(x)
