# score: 0
# hint: C12
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(dg(w * x + 4) + 6) * dg(w * x + 4)
