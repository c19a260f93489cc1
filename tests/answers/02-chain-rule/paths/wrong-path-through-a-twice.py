# score: 0
# hint: C27
def two_path_derivative(x, a, da, b, db):
    return 2 * da(x) * b(x)
