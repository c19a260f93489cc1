# score: 3
def scalar_gradients(x, params, f, df):
    z1 = params["W1"] * x + params["b1"]
    z2 = params["W2"] * f(z1) + params["b2"]
    z3 = params["Wo"] * f(z2) + params["bo"]
    A_, B_, C_ = df(z3), df(z2), df(z1)
    return {
        "Wo": A_ * f(z2),
        "W2": A_ * params["Wo"] * B_ * f(z1),
        "W1": A_ * params["Wo"] * B_ * params["W2"] * C_ * x,
    }
