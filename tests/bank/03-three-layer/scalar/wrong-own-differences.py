# score: 0
# says: from differences, it seems
def scalar_gradients(x, params, f, df):
    def output(**changed):
        p = params | changed
        z1 = p["W1"] * x + p["b1"]
        z2 = p["W2"] * f(z1) + p["b2"]
        return f(p["Wo"] * f(z2) + p["bo"])

    h = 1e-5
    return {
        name: (output(**{name: params[name] + h}) - output(**{name: params[name] - h})) / (2 * h)
        for name in ("Wo", "W2", "W1")
    }
