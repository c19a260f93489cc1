# score: 0
# hint: C6
def two_path_derivative(x, a, da, b, db):
    return da(x) + b(x) + db(x) + a(x)
