# score: 0
# hint: C13
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(g(w * x) + 6) * dg(w * x)
