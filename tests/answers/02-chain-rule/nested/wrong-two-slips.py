# score: 0
def nested_derivative(w, x, df, g, dg):
    return df(g(w * x + 4) + 6) * dg(w * x + 4)
