# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference as slope


def scalar_gradients(x, params, f, df):
    def output(name, value):
        p = params | {name: value}
        z1 = p["W1"] * x + p["b1"]
        z2 = p["W2"] * f(z1) + p["b2"]
        return f(p["Wo"] * f(z2) + p["bo"])

    return {
        name: slope(lambda value, name=name: output(name, value), params[name])
        for name in ("Wo", "W2", "W1")
    }
