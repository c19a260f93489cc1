# score: 0
# hint: C16
def nested_derivative(w, x, df, g, dg):
    return 3 * x * dg(w * x + 4)
