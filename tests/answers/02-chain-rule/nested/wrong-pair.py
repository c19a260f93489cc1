# score: 0
# says: a single number was expected
def nested_derivative(w, x, df, g, dg):
    return 3 * x * df(g(w * x + 4) + 6) * dg(w * x + 4), 3 * w * df(g(w * x + 4) + 6) * dg(
        w * x + 4
    )
