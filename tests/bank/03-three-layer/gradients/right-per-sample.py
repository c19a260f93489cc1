# score: 6
def gradients(X, Y, params, f, df):
    total = {name: np.zeros(np.shape(value)) for name, value in params.items()}
    for x, y in zip(X, Y, strict=True):
        z1 = x @ params["W1"] + params["b1"]
        z2 = f(z1) @ params["W2"] + params["b2"]
        z3 = f(z2) @ params["Wo"] + params["bo"]
        do = -(y - f(z3)) * df(z3)
        d2 = (params["Wo"] @ do) * df(z2)
        d1 = (params["W2"] @ d2) * df(z1)
        for name, d, a in (("o", do, f(z2)), ("2", d2, f(z1)), ("1", d1, x)):
            total["W" + name] += np.outer(a, d)
            total["b" + name] += d
    return {name: value / len(X) for name, value in total.items()}
