# score: 0
# says: NameError
def nested_derivative(w, x, df, g, dg):
    return 3 * x * f(g(w * x + 4) + 6) * dg(w * x + 4)
