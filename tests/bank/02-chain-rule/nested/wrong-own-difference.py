# score: 0
# says: from differences, it seems
def nested_derivative(w, x, df, g, dg):
    h, u = 1e-5, w * x + 4
    return 3 * df(g(u) + 6) * (g(u + h) - g(u - h)) / (2 * h) * x
