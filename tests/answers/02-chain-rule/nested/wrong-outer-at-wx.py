# score: 0
# hint: C3
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(w * x) * dg(w * x + 4)
