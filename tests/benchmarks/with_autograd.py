"""HIPS autograd: the loss in NumPy's own words, differentiated by `value_and_grad`."""

# pyright: reportMissingImports=false

from collections.abc import Callable, Sequence
from typing import Any

from autograd import numpy as np
from autograd import value_and_grad
from autograd.scipy.special import logsumexp

from .cases import Case, Logistic, Network, Scalar
from .reference import Contender

AUTOGRAD = "autograd"


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name."""
    match case:
        case Logistic():
            return {AUTOGRAD: _contender(logistic(case), [case.w, case.b])}
        case Network():
            parameters = [each for pair in zip(case.W, case.b, strict=True) for each in pair]
            return {AUTOGRAD: _contender(network(case), parameters)}
        case Scalar():
            return {AUTOGRAD: _contender(scalar(case), [case.w])}


def logistic(case: Logistic) -> Callable[[list[Any]], Any]:
    X, y = case.X, case.y

    def loss(parameters: list[Any]) -> Any:
        w, b = parameters
        p = sigmoid(np.dot(X, w) + b)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    return loss


def network(case: Network) -> Callable[[list[Any]], Any]:
    X, Y, functions = case.X, case.Y, [_ACTIVATIONS[name] for name in case.activations]
    loss_function = _LOSSES[case.loss]

    def loss(parameters: list[Any]) -> Any:
        A = X
        for W, b, f in zip(parameters[::2], parameters[1::2], functions, strict=True):
            A = f(np.dot(A, W) + b)
        return loss_function(A, Y)

    return loss


def scalar(case: Scalar) -> Callable[[list[Any]], Any]:
    x, y = case.x, case.y

    def loss(parameters: list[Any]) -> Any:
        (w,) = parameters
        p = 1 / (1 + np.exp(-(w * x)))
        return -(y * np.log(p) + (1 - y) * np.log(1 - p))

    return loss


def sigmoid(Z: Any) -> Any:
    return 1 / (1 + np.exp(-Z))


def half_mean_squared(Yhat: Any, Y: Any) -> Any:
    return np.sum((Yhat - Y) ** 2) / (2 * len(Y))


def softmax_cross_entropy(Z: Any, labels: Any) -> Any:
    # autograd's gradient of np.mean would turn float32 into float64.
    logs = Z - logsumexp(Z, axis=1, keepdims=True)
    return -np.sum(logs[np.arange(len(labels)), labels]) / len(labels)


_ACTIVATIONS = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda Z: Z * (Z > 0),
    "identity": lambda Z: Z,
}
_LOSSES = {
    "half_mean_squared": half_mean_squared,
    "softmax_cross_entropy": softmax_cross_entropy,
}


def _contender(loss: Callable[[list[Any]], Any], parameters: Sequence[Any]) -> Contender:
    value_and_gradients, parameters = value_and_grad(loss), list(parameters)
    return Contender(lambda: value_and_gradients(parameters))
