"""The perceptron of lecture 01: ŷ = step(w·x + b), and the rule that learns from its mistakes.

Everywhere w and x have shape (d,), b is a number, y is a label, 0 or 1, and η > 0. Arguments are
never changed. Wrong shapes, NaN, empty arrays, other labels and rates ≤ 0 raise ValueError, what is
not a number TypeError; the message names the argument.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.validate import Array, array, labels, number, rate, whole


def predict(w: object, b: object, x: object) -> Any:
    """Return ŷ = step(w·x + b), step(0) = 1: the int 0 or 1, or ints (m,) for a matrix x (m, d)."""
    w = array("w", w, ("d",))
    z = array("x", x, w.shape, ("m", *w.shape)) @ w + number("b", b)
    return (z >= 0).astype(int) if np.ndim(z) else int(z >= 0)


def gradient(w: object, b: object, x: object, y: object) -> tuple[Array, float]:
    """Return the surrogate gradient (−(y − ŷ)x, −(y − ŷ)), with the thresholded ŷ of `predict`.

    It is the gradient of ½(y − ŷ)² as if step′ were 1. The true one is 0 wherever it exists, and
    teaches nothing. Lecture 01; x (d,).
    """
    w, b, x, y = _one_sample(w, b, x, y)
    residual = float(y - predict(w, b, x))
    return -residual * x, -residual


def raw_gradient(w: object, b: object, x: object, y: object) -> tuple[Array, float]:
    """Return the gradient (−(y − z)x, −(y − z)) of ½(y − z)², z = w·x + b: the delta or LMS rule.

    The residual is not thresholded, so a sample on the right side still moves the weights.
    Lecture 01; x (d,).
    """
    w, b, x, y = _one_sample(w, b, x, y)
    residual = float(y - (w @ x + b))
    return -residual * x, -residual


def update(w: object, b: object, x: object, y: object, eta: object) -> tuple[Array, float]:
    """Return (w, b) after one step θ − η·gradient, with weights and bias moved together.

    With η = 1 a missed 1 adds x to w and 1 to b; a missed 0 takes them away. Lecture 01; x (d,).
    """
    dw, db = gradient(w, b, x, y)
    eta = rate("eta", eta)
    return array("w", w) - eta * dw, number("b", b) - eta * db


@dataclass(frozen=True)
class Training:
    """What `train` did.

    w (d,) and b: the last weights; updates: how many rows changed them; converged: whether the last
    epoch had no mistake; history: every (w, b) on the way, the zeros it started from first.
    """

    w: Array
    b: float
    updates: int
    converged: bool
    history: list[tuple[Array, float]]


def train(X: object, y: object, eta: object, max_epochs: int) -> Training:
    """Learn from zeros, visiting the rows of X in order, until an epoch passes without a mistake.

    X (m, d), y (m,). It converges if and only if some line separates the classes, given enough
    epochs; after `max_epochs` ≥ 1 it stops in any case. Lecture 01.
    """
    X = array("X", X, ("m", "d"))
    y = labels("y", y, (0, 1), (len(X),))
    eta = rate("eta", eta)
    w, b = np.zeros_like(X[0]), 0.0
    history = [(w, b)]
    for _ in range(whole("max_epochs", max_epochs, at_least=1)):
        before = len(history)
        for sample, label in zip(X, y, strict=True):
            if (w @ sample + b >= 0) != label:
                w, b = update(w, b, sample, label, eta)
                history.append((w, b))
        if len(history) == before:
            return Training(w, b, len(history) - 1, True, history)
    return Training(w, b, len(history) - 1, False, history)


def _one_sample(w: object, b: object, x: object, y: object) -> tuple[Array, float, Array, int]:
    w = array("w", w, ("d",))
    x = array("x", x, w.shape)
    return w, number("b", b), x, int(labels("y", y, (0, 1), ()))
