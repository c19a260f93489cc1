"""`nnlib`, as training uses it, and as everybody may: then its arguments are checked every time."""

import numpy as np

from nnlib.graph import to_source
from nnlib.losses import PARTS, binary_cross_entropy
from nnlib.net import Net
from nnlib.scalar import Var, exp, log

from .cases import Case, Logistic, Network, Scalar
from .reference import Contender, Result

NNLIB = "nnlib"
CHECKED = "nnlib, checked"
COMPILED = "nnlib, to_source"


def contenders(case: Case) -> dict[str, Contender]:
    """Return those that fit a case, by their names."""
    match case:
        case Logistic():
            formula = PARTS[binary_cross_entropy].formula
            return {
                NNLIB: logistic(case, lambda z, y: formula(z, y, len(z))),
                CHECKED: logistic(case, binary_cross_entropy),
            }
        case Network():
            return network(case)
        case Scalar():
            return {NNLIB: scalar(case), COMPILED: compiled(case)}


def logistic(case: Logistic, loss_and_slope) -> Contender:
    X, y, w, b = case.X, case.y, case.w, case.b

    def step():
        loss, d = loss_and_slope(X @ w + b, y)
        return loss, [X.T @ d, d.sum()]

    return Contender(step)


def network(case: Network) -> dict[str, Contender]:
    widths = [len(case.W[0]), *(W.shape[1] for W in case.W)]
    net = Net(widths, case.activations, case.loss, np.random.default_rng(0), case.dtype)
    for W, b, given_W, given_b in zip(net.W, net.b, case.W, case.b, strict=True):
        W[:], b[:] = given_W, given_b
    X, Y = case.X, case.Y

    def as_in_fit():
        return net.loss_and_gradient(X, Y)[0]

    def checked():
        net.forward(X)
        return net.backward(Y)

    def read(loss: float) -> Result:
        return loss, [each for pair in zip(net.dW, net.db, strict=True) for each in pair]

    return {NNLIB: Contender(as_in_fit, read), CHECKED: Contender(checked, read)}


def graph(x: float, y: float, w: Var) -> Var:
    p = 1 / (1 + exp(-(w * x)))
    return -(y * log(p) + (1 - y) * log(1 - p))


def scalar(case: Scalar) -> Contender:
    def step():
        w = Var(case.w)
        L = graph(case.x, case.y, w)
        L.backward()
        return L.value, (w.adjoint,)

    return Contender(step)


def compiled(case: Scalar) -> Contender:
    program = {}
    exec(to_source(graph(case.x, case.y, Var(case.w))), program)
    value_and_gradient = program["value_and_gradient"]
    return Contender(lambda: value_and_gradient(case.w))
