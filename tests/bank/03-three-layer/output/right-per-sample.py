# score: 3
def output_layer(X, Y, params, f, df):
    Do, dWo, dbo = [], 0, 0
    for x, y in zip(X, Y, strict=True):
        c = f(x @ params["W1"] + params["b1"])
        b = f(c @ params["W2"] + params["b2"])
        z = b @ params["Wo"] + params["bo"]
        d = -(y - f(z)) * df(z) / X.shape[0]
        Do.append(d)
        dWo = dWo + np.outer(b, d)
        dbo = dbo + d
    return [Do, dWo, dbo]
