# score: 2
# mistake: sum-not-mean
def output_layer(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    B = f(C @ params["W2"] + params["b2"])
    Z = B @ params["Wo"] + params["bo"]
    D = (f(Z) - Y) * df(Z)
    return D, B.T @ D / len(X), D.mean(axis=0)
