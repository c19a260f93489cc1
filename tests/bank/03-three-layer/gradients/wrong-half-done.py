# score: 2
# says: `W2`, `b2`, `W1` and `b1`: missing
def gradients(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    B = f(C @ params["W2"] + params["b2"])
    Z3 = B @ params["Wo"] + params["bo"]
    Do = (f(Z3) - Y) * df(Z3) / len(X)
    return {"Wo": B.T @ Do, "bo": Do.sum(axis=0)}
