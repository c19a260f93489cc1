# score: 0
# says: from differences, it seems
def output_layer(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    B = f(C @ params["W2"] + params["b2"])
    Z3 = B @ params["Wo"] + params["bo"]
    h = 1e-5
    Do = (f(Z3) - Y) * (f(Z3 + h) - f(Z3 - h)) / (2 * h) / len(X)
    return Do, B.T @ Do, Do.sum(axis=0)
