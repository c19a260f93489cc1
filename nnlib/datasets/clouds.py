"""Points in the plane, and one imagined measure, in two classes: some need more than a line."""

import numpy as np

from nnlib.functions import sigmoid
from nnlib.validate import Array, generator, whole


def blobs(m: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return (X, y): two round clouds that touch, X (m, 2), y (m,) 0 or 1, in random order.

    Each holds half of the m ≥ 2 points, with standard deviation 1 around (−2, −1) for y = 0 and
    (2, 1) for y = 1.
    """
    y = _halves(m, rng)
    return np.outer(2 * y - 1, [2.0, 1.0]) + rng.standard_normal((m, 2)), y


def moons(m: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return (X, y): two half circles that reach into each other, X (m, 2), y (m,) 0 or 1.

    Each holds half of the m ≥ 2 points, in random order, uniform along its arc of radius 1 and then
    moved by normal noise of standard deviation 0.1: y = 0 the upper half around (0, 0), y = 1 the
    lower half around (1, ½). A curve parts them, a line does not. Lecture 07.
    """
    y = _halves(m, rng)
    angle = np.pi * (rng.uniform(0, 1, m) + y)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return circle + np.outer(y, [1.0, 0.5]) + 0.1 * rng.standard_normal((m, 2)), y


def rings(m: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return (X, y): a ring inside another, X (m, 2), y (m,) 0 or 1.

    Each holds half of the m ≥ 2 points, in random order, uniform along its circle around (0, 0) and
    then moved by normal noise of standard deviation 0.1: y = 0 the outer circle, of radius 1, y = 1
    the inner one, of radius ½. A line is of no use at all. Lecture 07.
    """
    y = _halves(m, rng)
    angle = 2 * np.pi * rng.uniform(0, 1, m)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return circle / (1 + y[:, np.newaxis]) + 0.1 * rng.standard_normal((m, 2)), y


def modified_heart(m: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return (x, y) of m ≥ 1 imagined patients, for whom one logistic curve is not enough.

    x (m,): highest heart rate, uniform from 90 to 200 beats per minute; y (m,): 1 if ill, which is
    the rule in the middle and the exception at the ends, P(y=1) = σ((x − 120)/4) − σ((x − 160)/4).
    The numbers are made up, as the heart data that a source changed for this purpose are lost.
    Lecture 07.
    """
    x = generator("rng", rng).uniform(90, 200, whole("m", m, at_least=1))
    ill = sigmoid((x - 120) / 4) - sigmoid((x - 160) / 4)
    return x, (rng.uniform(0, 1, m) < ill).astype(np.int64)


def _halves(m: int, rng: np.random.Generator) -> Array:
    return generator("rng", rng).permutation(np.arange(whole("m", m, at_least=2)) % 2)
