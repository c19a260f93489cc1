# score: 0
# hint: C25
def nested_derivative(w, x, df, g, dg):
    return 3 * x * dg(g(w * x + 4) + 6) * df(w * x + 4)
