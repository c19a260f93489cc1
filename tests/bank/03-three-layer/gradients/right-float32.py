# score: 6
def gradients(X, Y, params, f, df):
    X, Y = X.astype(np.float32), Y.astype(np.float32)
    params = {k: v.astype(np.float32) for k, v in params.items()}
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    Do = (f(Z3) - Y) * df(Z3) / len(X)
    D2 = (Do @ params["Wo"].T) * df(Z2)
    D1 = (D2 @ params["W2"].T) * df(Z1)
    return {
        "Wo": B.T @ Do,
        "bo": Do.sum(axis=0),
        "W2": C.T @ D2,
        "b2": D2.sum(axis=0),
        "W1": X.T @ D1,
        "b1": D1.sum(axis=0),
    }
