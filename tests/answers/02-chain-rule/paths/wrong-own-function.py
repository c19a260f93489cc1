# score: 0
# hint: C7
def two_path_derivative(x, a, da, b, db):
    return da(x) * a(x) + db(x) * b(x)
