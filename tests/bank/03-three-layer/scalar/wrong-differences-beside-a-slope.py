# score: 0
# says: called for far more values than a derivation needs
def scalar_gradients(x, params, f, df):
    def output(p):
        z1 = p["W1"] * x + p["b1"]
        z2 = p["W2"] * f(z1) + p["b2"]
        return p["Wo"] * f(z2) + p["bo"]

    def slope(name, h=1e-5):
        higher = params | {name: params[name] + h}
        lower = params | {name: params[name] - h}
        return (f(output(higher)) - f(output(lower))) / (2 * h)

    df(output(params))
    return {name: slope(name) for name in ("Wo", "W2", "W1")}
