# score: 3
def scalar_gradients(x, params, f, df):
    out = {}
    for name in ("W1", "W2", "Wo"):
        v, t = x, 0.0
        for W, b in (("W1", "b1"), ("W2", "b2"), ("Wo", "bo")):
            z, dz = params[W] * v + params[b], params[W] * t + (v if W == name else 0.0)
            v, t = f(z), df(z) * dz
        out[name] = np.array(t)
    return out
