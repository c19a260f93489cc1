# score: 0
# hint: C30
def two_path_derivative(x, a, da, b, db):
    return da(x) + db(x)
