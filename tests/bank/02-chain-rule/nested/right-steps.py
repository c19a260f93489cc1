# score: 4
def nested_derivative(w, x, df, g, dg):
    s = x * w + 4
    t = g(s) + 6
    steps = [x, dg(s), 1, df(t), 3]
    slope = 1.0
    for step in steps:
        slope = slope * step
    return slope
