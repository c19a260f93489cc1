# score: 0
# hint: C14
def two_path_derivative(x, a, da, b, db):
    return da(x) * b(x)
