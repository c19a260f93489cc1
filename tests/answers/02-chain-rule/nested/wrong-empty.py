# score: 0
# says: is not written yet
def nested_derivative(w, x, df, g, dg):
    raise NotImplementedError()
