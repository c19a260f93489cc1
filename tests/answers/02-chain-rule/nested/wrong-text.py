# score: 0
# says: not made of numbers
def nested_derivative(w, x, df, g, dg):
    return "3 f'(g(wx + 4) + 6) g'(wx + 4) x"
