# score: 0
def two_path_derivative(x, a, da, b, db):
    product = a(x) * b(x)
    return np.array(product * (da(x) / a(x) + db(x) / b(x)))
