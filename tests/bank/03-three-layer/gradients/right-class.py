# score: 6
from dataclasses import dataclass


@dataclass
class Layer:
    A: object
    Z: object
    W: object

    def back(self, D, df):
        D = D * df(self.Z)
        return D @ self.W.T, self.A.T @ D, D.sum(axis=0)


def gradients(X, Y, params, f, df):
    A, layers = X, []
    for k in "12o":
        layers.append(Layer(A, A @ params["W" + k] + params["b" + k], params["W" + k]))
        A = f(layers[-1].Z)
    D, out = (A - Y) / Y.shape[0], {}
    for k, l in zip("o21", reversed(layers)):
        D, out["W" + k], out["b" + k] = l.back(D, df)
    return out
