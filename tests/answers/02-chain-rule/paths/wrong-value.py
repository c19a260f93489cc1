# score: 0
# hint: C19
def two_path_derivative(x, a, da, b, db):
    return a(x) * b(x)
