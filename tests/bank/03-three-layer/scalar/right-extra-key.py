# score: 3
def scalar_gradients(x, params, f, df):
    z1 = params["W1"] * x + params["b1"]
    z2 = params["W2"] * f(z1) + params["b2"]
    outer = df(params["Wo"] * f(z2) + params["bo"])
    middle = outer * params["Wo"] * df(z2)
    return {
        "Wo": np.array(outer * f(z2)),
        "W2": np.array(middle * f(z1)),
        "W1": np.array(middle * params["W2"] * df(z1) * x),
        "note": "checked by hand",
        "slope": df,
        3: "layers",
    }
