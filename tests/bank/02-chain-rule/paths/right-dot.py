# score: 3
def two_path_derivative(x, a, da, b, db):
    return np.dot([da(x), db(x)], [b(x), a(x)])
