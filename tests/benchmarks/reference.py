"""What is right: loss and gradients in double precision, written another way than any contender.

Derivatives are taken from z, and the gradient of a weight is added up from the samples' outer
products.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from .cases import Array, Case, Logistic, Network, Scalar

# The loss, and its gradients in the order of the parameters: W and b of each layer in turn.
Result = tuple[Any, Sequence[Any]]


class Contender(NamedTuple):
    """One way to compute a case.

    step: what is timed; read: the loss and the gradients, from what `step` returned; expected: what
    is right, if the contender can only compute something close to the case.
    """

    step: Callable[[], Any]
    read: Callable[[Any], Result] = lambda got: got
    expected: Result | None = None


@cache
def expected(case: Case) -> Result:
    """Return the loss and the gradients of a case."""
    match case:
        case Logistic():
            p = _sigmoid(np.einsum("md,d->m", case.X, case.w) + case.b)
            d = (p - case.y) / len(p)
            loss = -np.log(np.where(case.y == 1, p, 1 - p)).sum() / len(p)
            return loss, [np.einsum("md,m->d", case.X, d), np.einsum("m->", d)]
        case Scalar():
            p = _sigmoid(case.w * case.x)
            loss = -(case.y * np.log(p) + (1 - case.y) * np.log(1 - p))
            return loss, [(p - case.y) * case.x]
        case Network():
            return _network(case)


def _network(case: Network) -> Result:
    Z, A = [], [case.X.astype(np.float64)]
    for W, b, activation in zip(case.W, case.b, case.activations, strict=True):
        Z.append(np.einsum("mi,ij->mj", A[-1], W.astype(np.float64), optimize=True) + b)
        A.append(_FUNCTIONS[activation][0](Z[-1]))
    loss, D = _LOSSES[case.loss](A[-1], case.Y)
    gradients: list[Array] = []
    for layer in reversed(range(len(Z))):
        D = D * _FUNCTIONS[case.activations[layer]][1](Z[layer])
        dW = np.einsum("mi,mj->ij", A[layer], D, optimize=True)
        gradients[:0] = [dW, np.einsum("mj->j", D)]
        D = np.einsum("mj,ij->mi", D, case.W[layer].astype(np.float64), optimize=True)
    return loss, gradients


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _half_mean_squared(Yhat: Array, Y: Array) -> tuple[float, Array]:
    return ((Yhat - Y) ** 2).sum() / 2 / len(Y), (Yhat - Y) / len(Y)


def _softmax_cross_entropy(Z: Array, labels: Array) -> tuple[float, Array]:
    onehot = np.eye(Z.shape[1])[labels]
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -(onehot * np.log(P)).sum() / len(Z), (P - onehot) / len(Z)


# Each function beside its derivative, both from z.
_FUNCTIONS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * _sigmoid(-z)),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.where(z > 0, z, 0), lambda z: np.where(z > 0, 1, 0)),
    "identity": (lambda z: z, np.ones_like),
}
_LOSSES = {
    "half_mean_squared": _half_mean_squared,
    "softmax_cross_entropy": _softmax_cross_entropy,
}


def verify(name: str, contender: Contender, case: Case) -> None:
    """Raise ValueError, which names the contender and the case, if its numbers are wrong.

    They are if there are too few, if a shape or the dtype is another, or if the error is too large
    beside the largest entry of its array.
    """
    loss, gradients = contender.read(contender.step())
    right, slopes = contender.expected or expected(case)
    allowed = 1e-4 if case.dtype == np.float32 else 1e-9
    fits = len(gradients) == len(slopes) and _error(loss, right) <= allowed
    for got, want in zip(gradients, slopes, strict=False):
        got, want = np.asarray(got), np.asarray(want)
        fits = fits and got.dtype == case.dtype and got.shape == want.shape
        fits = fits and _error(got, want) <= allowed
    if not fits:
        raise ValueError(f"{name} is wrong on {case.name}")


def _error(found: Any, right: Any) -> float:
    return float(np.abs(np.asarray(found) - right).max() / np.abs(right).max())
