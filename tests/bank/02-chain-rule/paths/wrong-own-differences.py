# score: 0
# says: from differences, it seems
def two_path_derivative(x, a, da, b, db):
    h = 1e-5
    return (a(x + h) * b(x + h) - a(x - h) * b(x - h)) / (2 * h)
