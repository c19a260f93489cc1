# score: 6
def forward(X, params, f):
    p = {name: value.astype(np.float32) for name, value in params.items()}
    Z1 = X.astype(np.float32) @ p["W1"] + p["b1"]
    Z2 = f(Z1).astype(np.float32) @ p["W2"] + p["b2"]
    Z3 = f(Z2).astype(np.float32) @ p["Wo"] + p["bo"]
    return {"Z1": Z1, "C": f(Z1), "Z2": Z2, "B": f(Z2), "Z3": Z3, "A": f(Z3)}
