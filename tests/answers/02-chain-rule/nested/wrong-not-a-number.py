# score: 0
# says: not finite
def nested_derivative(w, x, df, g, dg):
    return np.nan * 3 * x * df(g(w * x + 4) + 6) * dg(w * x + 4)
