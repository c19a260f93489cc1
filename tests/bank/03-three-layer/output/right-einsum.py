# score: 3
def output_layer(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    A = f(Z3)
    Do = (A - Y) * df(Z3) / len(X)
    return Do, np.einsum("ij,ik->jk", B, Do), np.ones(len(X)) @ Do
