# score: 0
# says: not made of numbers
def two_path_derivative(x, a, da, b, db):
    return str(da(x) * b(x) + a(x) * db(x))
