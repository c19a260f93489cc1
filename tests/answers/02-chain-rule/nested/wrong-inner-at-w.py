# score: 0
# hint: C21
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(g(w * x + 4) + 6) * dg(w)
