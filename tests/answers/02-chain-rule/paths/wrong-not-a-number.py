# score: 0
# says: not finite
def two_path_derivative(x, a, da, b, db):
    return da(x) * b(x) + a(x) * db(x) + np.inf
