# score: 0
# says: `half_mean_squared` of nnlib
import nnlib


def output_layer(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    B = f(C @ params["W2"] + params["b2"])
    Z3 = B @ params["Wo"] + params["bo"]
    _, residual = nnlib.half_mean_squared(f(Z3), Y)
    Do = residual * df(Z3)
    return Do, B.T @ Do, Do.sum(axis=0)
