# score: 4
def nested_derivative(w, x, df, g, dg):
    w, x = np.float32(w), np.float32(x)
    u = w * x + np.float32(4)
    return np.float32(df(g(u) + 6) * dg(u) * 3 * x)
