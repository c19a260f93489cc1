# score: 0
# hint: C11
def nested_derivative(w, x, df, g, dg):
    return x * df(g(w * x + 4) + 6) * dg(w * x + 4)
