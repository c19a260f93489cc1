# score: 0
# says: missing
def two_path_derivative(x, a, da, b, db):
    through_a = da(x) * b(x)
