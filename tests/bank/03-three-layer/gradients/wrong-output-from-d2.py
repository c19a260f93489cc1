# score: 4
# mistake: signal-of-another-layer
def gradients(X, Y, params, f, df):
    m = len(X)
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    A = f(Z3)
    Do = (A - Y) * df(Z3) / m
    D2 = (Do @ params["Wo"].T) * df(Z2)
    D1 = (D2 @ params["W2"].T) * df(Z1)
    return {"Wo": B.T @ D2, "bo": D2.sum(axis=0), "W2": C.T @ D2, "b2": D2.sum(axis=0),
            "W1": X.T @ D1, "b1": D1.sum(axis=0)}
