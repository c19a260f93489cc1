# score: 4
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(g(w * x + 4) + 6) * dg(w * x + 4)
