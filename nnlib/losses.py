"""The losses of the lectures, each together with its gradient by its first argument.

A function here returns (loss, gradient): the loss as a float, added up in double precision, and the
gradient with the shape and dtype of the first argument. The columns of a row are added;
`reduction` says what becomes of the m rows: "mean" divides by m, "sum" does not. The sources
disagree about it, and a learning rate must follow: see `notation`.

The cross-entropies take logits z, not probabilities: from p, which rounds to 0 and 1, neither the
loss nor the gradient could be had. From z both are exact to rounding, without clipping, and finite
for any |z| up to 1e300, or the largest float32. Each shows the textbook's three lines beside it.

Wrong shapes (also (m, 1) against (m,)), NaN, empty arrays and labels that are not allowed raise
ValueError, what is not numbers TypeError; the message names the argument. Below each function
stands its formula, for arguments that have been checked; `PARTS` leads a training loop to it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from nnlib.validate import Array, array, labels, option

LossFunction = Callable[..., tuple[float, Array]]


def half_mean_squared(Yhat: object, Y: object, reduction: str = "mean") -> tuple[float, Array]:
    """Return J = 1/(2m) Σᵢ ‖yᵢ − ŷᵢ‖² and ∂J/∂Ŷ = (Ŷ − Y)/m. Lectures 01, 03 and 05.

    Yhat, Y: (m, o) or (m,), both alike.
    """
    Yhat = array("Yhat", Yhat, ("m", "o"), ("m",))
    return _half_mean_squared(Yhat, _like(Y, Yhat), _divisor(reduction, Yhat))


def _half_mean_squared(Yhat: Array, Y: Array, m: int) -> tuple[float, Array]:
    residual = Yhat - Y
    return _dot(residual, residual) / (2 * m), residual / m


def half_squared(Yhat: object, Y: object, reduction: str = "sum") -> tuple[float, Array]:
    """Return C = ½ Σᵢ ‖yᵢ − ŷᵢ‖² and ∂C/∂Ŷ = Ŷ − Y: by default a sum over the rows. Lecture 07.

    Yhat, Y: (m, o) or (m,), both alike.
    """
    return half_mean_squared(Yhat, Y, reduction)


def squared(Yhat: object, Y: object, reduction: str = "mean") -> tuple[float, Array]:
    """Return E = 1/m Σᵢ ‖ŷᵢ − yᵢ‖² and ∂E/∂Ŷ = 2(Ŷ − Y)/m, with the 2 kept. Lecture 08.

    Yhat, Y: (m, o) or (m,), both alike.
    """
    Yhat = array("Yhat", Yhat, ("m", "o"), ("m",))
    return _squared(Yhat, _like(Y, Yhat), _divisor(reduction, Yhat))


def _squared(Yhat: Array, Y: Array, m: int) -> tuple[float, Array]:
    residual = Yhat - Y
    return _dot(residual, residual) / m, 2 * residual / m


def binary_cross_entropy(z: object, y: object, reduction: str = "mean") -> tuple[float, Array]:
    """Return J = −1/m Σ (y log p + (1 − y) log(1 − p)), p = σ(z), and ∂J/∂z = (p − y)/m.

    z, y: numbers, (m,) or (m, o), both alike; 0 ≤ y ≤ 1. Lecture 04. In three lines:

        p = 1 / (1 + np.exp(-z))
        J = -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() / m
        dJ_dz = (p - y) / m

    Here nothing overflows, and nothing cancels where p is close to a label: with c = step(z) − y,
    by how much a hard answer is off, and e = e^−|z|, a term is cz + log(1 + e), and p − y is
    c ∓ e/(1 + e) with the sign of z.
    """
    z = array("z", z, (), ("m",), ("m", "o"))
    return _binary_cross_entropy(z, _shares(y, z), _divisor(reduction, z))


def _binary_cross_entropy(z: Array, y: Array, m: int) -> tuple[float, Array]:
    c = (z >= 0) - y
    e = np.exp(np.copysign(z, -1))
    loss = (_dot(c, z) + float(np.log1p(e).sum())) / m
    # Adding 0 turns −0, which counts as 0, into 0.
    return loss, (c - np.copysign(e / (1 + e), z + 0.0)) / m


def plus_minus_cross_entropy(z: object, y: object, reduction: str = "mean") -> tuple[float, Array]:
    """Return J = −1/m Σ log P(y), P(y) = σ(yz), and ∂J/∂z = −y(1 − P(y))/m, for y = ±1.

    z, y: numbers, (m,) or (m, o), both alike. Lecture 04. In three lines:

        p = 1 / (1 + np.exp(-y * z))
        J = -np.log(p).sum() / m
        dJ_dz = -y * (1 - p) / m

    It is the binary cross-entropy of yz and the label 1, and as exact.
    """
    z = array("z", z, (), ("m",), ("m", "o"))
    return _plus_minus_cross_entropy(z, _signs(y, z), _divisor(reduction, z))


def _plus_minus_cross_entropy(z: Array, y: Array, m: int) -> tuple[float, Array]:
    loss, gradient = _binary_cross_entropy(y * z, np.ones_like(y), m)
    return loss, y * gradient


def softmax_cross_entropy(
    Z: object, labels: object, reduction: str = "mean"
) -> tuple[float, Array]:
    """Return J = −1/m Σᵢ log pᵢ[labelᵢ], P = softmax(Z), and ∂J/∂Z = (P − onehot)/m. Lecture 08.

    Z: (m, k) logits; labels: (m,) whole numbers from 0 to k − 1. In three lines:

        P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        J = -np.log(P[np.arange(len(Z)), labels]).sum() / m
        dJ_dZ = (P - np.eye(Z.shape[1])[labels]) / m

    Here a row is shifted by its largest logit first, so that no power overflows. With e the power
    of the label's own logit z and r the sum of the others', −log p = log(r + e) − z, and the
    label's own gradient is −r/(r + e): nothing cancels where p is close to 1.
    """
    Z = array("Z", Z, ("m", "k"))
    # Two logits may lie further apart than the largest float; e^−∞ = 0 is then the right power.
    with np.errstate(over="ignore"):
        return _softmax_cross_entropy(Z, _classes(labels, Z), _divisor(reduction, Z))


def _softmax_cross_entropy(Z: Array, labels: Array, m: int) -> tuple[float, Array]:
    own = labels + np.arange(0, Z.size, Z.shape[1])
    top = np.maximum.reduce(Z, axis=1, keepdims=True)
    z = Z.take(own).astype(np.float64, copy=False) - top[:, 0]
    P = Z - top
    np.exp(P, out=P)
    e = P.take(own)
    P.put(own, 0)
    r = np.add.reduce(P, axis=1)
    # log(1 + (r + e − 1)) keeps what a log near 1 would lose: there e is 1, or r is above 1.
    terms = np.log1p(r + (e - 1)) - z
    whole = m * (r + e)
    P /= whole[:, np.newaxis]
    P.put(own, -r / whole)
    return float(np.add.reduce(terms)) / m, P


def _like(Y: object, Yhat: Array) -> Array:
    return array("Y", Y, Yhat.shape).astype(Yhat.dtype, copy=False)


def _shares(y: object, z: Array) -> Array:
    shares = array("y", y, z.shape).astype(z.dtype, copy=False)
    if shares.min() < 0 or shares.max() > 1:
        strange = shares[(shares < 0) | (shares > 1)][0]
        raise ValueError(f"y must be from 0 to 1, but held {strange:g}")
    return shares


def _signs(y: object, z: Array) -> Array:
    return labels("y", y, (-1, 1), z.shape).astype(z.dtype)


def _classes(given: object, Z: Array) -> Array:
    return labels("labels", given, range(Z.shape[1]), (len(Z),))


def _divisor(reduction: str, prediction: Array) -> int:
    rows = len(prediction) if prediction.ndim else 1
    return option("reduction", reduction, {"mean": rows, "sum": 1})


def _dot(a: Array, b: Array) -> float:
    return float(np.vdot(a.astype(np.float64, copy=False), b))


class Parts(NamedTuple):
    """A loss taken apart: `targets(Y, prediction)` checks what is aimed at, `formula` computes.

    formula: (prediction, target, m) ↦ (loss, gradient), where m is what the rows are divided by.
    """

    targets: Callable[[Any, Array], Array]
    formula: Callable[[Array, Array, int], tuple[float, Array]]


PARTS: dict[LossFunction, Parts] = {
    half_mean_squared: Parts(_like, _half_mean_squared),
    half_squared: Parts(_like, lambda Yhat, Y, _: _half_mean_squared(Yhat, Y, 1)),
    squared: Parts(_like, _squared),
    binary_cross_entropy: Parts(_shares, _binary_cross_entropy),
    plus_minus_cross_entropy: Parts(_signs, _plus_minus_cross_entropy),
    softmax_cross_entropy: Parts(_classes, _softmax_cross_entropy),
}

LOSSES: dict[str, LossFunction] = {loss.__name__: loss for loss in PARTS}
