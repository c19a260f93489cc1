"""The losses of the lectures, each together with its gradient by its first argument.

A function here returns (loss, gradient): the loss as a float, the gradient with the shape and
dtype of the first argument. Means are over the m rows; columns of a row are added. The
cross-entropies take logits z, not probabilities: from p, which rounds to 0 and 1, neither the loss
nor the gradient could be had. From z both are exact to rounding, without clipping, and finite for
any |z| up to half the largest float.

Wrong shapes (also (m, 1) against (m,)), NaN, empty arrays and labels that are not allowed raise
ValueError, what is not numbers TypeError; the message names the argument.
"""

from collections.abc import Callable

import numpy as np

from nnlib.validate import Array, array, labels

LossFunction = Callable[[object, object], tuple[float, Array]]


def half_mean_squared(Yhat: object, Y: object) -> tuple[float, Array]:
    """Return J = 1/(2m) Σᵢ ‖yᵢ − ŷᵢ‖² and ∂J/∂Ŷ = (Ŷ − Y)/m. Lectures 01, 03 and 05.

    Yhat, Y: (m, o) or (m,), both alike.
    """
    residual = _residual(Yhat, Y)
    m = len(residual)
    return float(np.vdot(residual, residual)) / (2 * m), residual / m


def half_squared(Yhat: object, Y: object) -> tuple[float, Array]:
    """Return C = ½ Σᵢ ‖yᵢ − ŷᵢ‖², a sum over the rows, and ∂C/∂Ŷ = Ŷ − Y. Lecture 07.

    Yhat, Y: (m, o) or (m,), both alike.
    """
    residual = _residual(Yhat, Y)
    return float(np.vdot(residual, residual)) / 2, residual


def binary_cross_entropy(z: object, y: object) -> tuple[float, Array]:
    """Return J = −1/m Σ (y log p + (1 − y) log(1 − p)), p = σ(z), and ∂J/∂z = (p − y)/m.

    z, y: numbers, (m,) or (m, o), both alike; 0 ≤ y ≤ 1. Lecture 04. Computed as
    J = 1/m Σ (y·softplus(−z) + (1 − y)·softplus(z)), ∂J/∂z = ((1 − y)σ(z) − yσ(−z))/m, where
    nothing cancels when p is close to y.
    """
    z = array("z", z, (), ("m",), ("m", "o"))
    y = array("y", y, z.shape).astype(z.dtype)
    if (y < 0).any() or (y > 1).any():
        raise ValueError(f"y must be from 0 to 1, but held {y[(y < 0) | (y > 1)][0]:g}")
    m = len(z) if z.ndim else 1
    up, softplus_up = _sigmoid_and_softplus(z)
    down, softplus_down = _sigmoid_and_softplus(-z)
    loss = np.sum((y * softplus_down + (1 - y) * softplus_up) / m)
    return float(loss), ((1 - y) * up - y * down) / m


def plus_minus_cross_entropy(z: object, y: object) -> tuple[float, Array]:
    """Return J = −1/m Σ log P(y), P(y) = σ(yz), and ∂J/∂z = −y(1 − P(y))/m, for y = ±1.

    z, y: numbers, (m,) or (m, o), both alike. Lecture 04. Computed as J = 1/m Σ softplus(−yz).
    """
    z = array("z", z, (), ("m",), ("m", "o"))
    y = labels("y", y, (-1, 1), z.shape).astype(z.dtype)
    m = len(z) if z.ndim else 1
    miss, loss = _sigmoid_and_softplus(-y * z)
    return float(np.sum(loss / m)), -y * miss / m


def softmax_cross_entropy(Z: object, labels: object) -> tuple[float, Array]:
    """Return J = −1/m Σᵢ log pᵢ[labelᵢ], P = softmax(Z), and ∂J/∂Z = (P − onehot)/m. Lecture 08.

    Z: (m, k) logits; labels: (m,) whole numbers from 0 to k − 1. With M the row's largest logit
    and r the sum of e^(z − M) over the others, −log p = (M − z_label) + log(1 + r); the label's own
    gradient is minus the sum of the others', so a row's adds up to 0.
    """
    Z = array("Z", Z, ("m", "k"))
    own = (np.arange(len(Z)), _classes(labels, Z))
    top = (own[0], Z.argmax(axis=1))
    # Two logits may lie further apart than the largest float; e^−∞ = 0 is then the right answer.
    with np.errstate(over="ignore"):
        shifted = Z - Z.max(axis=1, keepdims=True)
    P = np.exp(shifted)
    P[top] = 0
    rest = P.sum(axis=1)
    loss = np.sum((np.log1p(rest) - shifted[own]) / len(Z))
    P[top] = 1
    P /= (1 + rest)[:, np.newaxis]
    P[own] = 0
    P[own] = -P.sum(axis=1)
    return float(loss), P / len(Z)


def _residual(Yhat: object, Y: object) -> Array:
    Yhat = array("Yhat", Yhat, ("m", "o"), ("m",))
    return Yhat - array("Y", Y, Yhat.shape).astype(Yhat.dtype)


def _sigmoid_and_softplus(z: Array) -> tuple[Array, Array]:
    # σ(z) here keeps its relative precision far below −37, where ½(1 + tanh(z/2)) is 0.
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e), np.maximum(z, 0) + np.log1p(e)


def _classes(given: object, Z: Array) -> Array:
    return labels("labels", given, range(Z.shape[1]), (len(Z),))


LOSSES: dict[str, LossFunction] = {
    loss.__name__: loss
    for loss in (
        half_mean_squared,
        half_squared,
        binary_cross_entropy,
        plus_minus_cross_entropy,
        softmax_cross_entropy,
    )
}
