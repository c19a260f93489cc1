# score: 5
def gradients(X, Y, params, f, df):
    p = params
    Z1 = X @ p["W1"] + p["b1"]
    C = f(Z1)
    Z2 = C @ p["W2"] + p["b2"]
    B = f(Z2)
    Z3 = B @ p["Wo"] + p["bo"]
    D3 = (f(Z3) - Y) * df(Z3) / len(X)
    D2 = D3 @ p["Wo"].T * df(Z2)
    D1 = D2 @ p["W2"].T * df(Z1)
    return dict(
        W1=X.T @ D1 + 0.01 * p["W1"],
        b1=D1.sum(0),
        W2=C.T @ D2,
        b2=D2.sum(0),
        Wo=B.T @ D3,
        bo=D3.sum(0),
    )
