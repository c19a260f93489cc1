# score: 3
def two_path_derivative(x, a, da, b, db):
    values = np.float32([b(x), a(x)])
    slopes = np.float32([da(x), db(x)])
    return (values * slopes).sum()
