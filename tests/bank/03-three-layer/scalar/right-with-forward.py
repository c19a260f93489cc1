# score: 3
def scalar_gradients(x, params, f, df):
    arrays = {name: np.full((1, 1) if name[0] == "W" else 1, value) for name, value in params.items()}
    v = {name: value[0, 0] for name, value in forward(np.array([[x]]), arrays, f).items()}
    back = df(v["Z3"])
    to_2 = back * params["Wo"] * df(v["Z2"])
    to_1 = to_2 * params["W2"] * df(v["Z1"])
    return {"Wo": back * v["B"], "W2": to_2 * v["C"], "W1": to_1 * x}
