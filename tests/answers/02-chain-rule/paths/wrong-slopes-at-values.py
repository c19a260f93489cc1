# score: 0
# hint: C33
def two_path_derivative(x, a, da, b, db):
    return da(a(x)) * b(x) + db(b(x)) * a(x)
