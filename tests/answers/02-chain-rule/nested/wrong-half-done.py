# score: 0
# says: missing
def nested_derivative(w, x, df, g, dg):
    u = w * x + 4
    outer = df(g(u) + 6)
