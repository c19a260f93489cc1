# score: 0
# hint: C26
def nested_derivative(w, x, df, g, dg):
    return 3 * w * df(g(w * x + 4) + 6) * dg(w * x + 4)
