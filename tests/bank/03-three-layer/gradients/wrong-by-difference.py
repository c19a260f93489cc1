# score: 0
# says: `central_difference` of nnlib
import nnlib


def gradients(X, Y, params, f, df):
    def loss(name, value):
        p = params | {name: value}
        C = f(X @ p["W1"] + p["b1"])
        B = f(C @ p["W2"] + p["b2"])
        return ((f(B @ p["Wo"] + p["bo"]) - Y) ** 2).sum() / (2 * len(X))

    return {
        name: nnlib.central_difference(lambda value, name=name: loss(name, value), params[name])
        for name in params
    }
