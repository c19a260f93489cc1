# score: 3
def output_layer(X, Y, params, f, df):
    X, Y = X.astype(np.float32), Y.astype(np.float32)
    params = {k: v.astype(np.float32) for k, v in params.items()}
    C = f(X @ params["W1"] + params["b1"])
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    A = f(Z3)
    Do = (A - Y) * df(Z3) / len(X)
    return Do, B.T @ Do, Do.sum(axis=0)
