# score: 6
def gradients(X, Y, params, f, df):
    p = params

    def forward():
        Z1 = X @ p["W1"] + p["b1"]
        Z2 = f(Z1) @ p["W2"] + p["b2"]
        Z3 = f(Z2) @ p["Wo"] + p["bo"]
        return {"X": X, "Z1": Z1, "C": f(Z1), "Z2": Z2, "B": f(Z2), "Z3": Z3, "A": f(Z3)}

    D3 = (forward()["A"] - Y) * df(forward()["Z3"]) / len(X)
    D2 = D3 @ p["Wo"].T * df(forward()["Z2"])
    D1 = D2 @ p["W2"].T * df(forward()["Z1"])
    return {
        "W1": forward()["X"].T @ D1,
        "W2": forward()["C"].T @ D2,
        "Wo": forward()["B"].T @ D3,
        "b1": D1.sum(axis=0),
        "b2": D2.sum(axis=0),
        "bo": D3.sum(axis=0),
    }
