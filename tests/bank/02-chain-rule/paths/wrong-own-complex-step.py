# score: 0
# says: from differences, it seems
def two_path_derivative(x, a, da, b, db):
    return (a(x + 1e-20j) * b(x + 1e-20j)).imag / 1e-20
