"""The cases: what one step must compute, on random numbers from a stated seed.

A step is the loss and its gradient by every weight and bias, without the update.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
SEED = 20


@dataclass(frozen=True, eq=False)
class _Case:
    """title: two words, for the head of a column; dtype: what everything is computed in."""

    title: tuple[str, str]
    dtype: Any

    @property
    def name(self) -> str:
        return " ".join(self.title)


@dataclass(frozen=True, eq=False)
class Logistic(_Case):
    """The mean binary cross-entropy of σ(Xw + b), by w and b. Lecture 04.

    X (m, d), y (m,), w (d,).
    """

    X: Array
    y: Array
    w: Array
    b: float


@dataclass(frozen=True, eq=False)
class Network(_Case):
    """A network, by every W and b; kind: which of the three networks of `_KINDS`. Lecture 08.

    X (m, d₀); Y (m, d_L), or labels (m,) for softmax_cross_entropy; W[l] (d_l, d_l+1).
    """

    kind: str
    activations: tuple[str, ...]
    loss: str
    X: Array
    Y: Array
    W: tuple[Array, ...]
    b: tuple[Array, ...]

    @property
    def multiplications(self) -> int:
        """How many the matrix products of a step take: forward, for dW, and for the deltas.

        The gradient by X is not asked for, so the first layer needs no product for its deltas.
        """
        weights = [W.size for W in self.W]
        return len(self.X) * (3 * sum(weights) - weights[0])


@dataclass(frozen=True, eq=False)
class Scalar(_Case):
    """The loss −(y log p + (1 − y) log(1 − p)), p = σ(wx), of single numbers, by w. Lecture 04."""

    x: float
    y: float
    w: float


Case = Logistic | Network | Scalar

_KINDS = {
    "xor": ((2, 2, 1), ("sigmoid", "sigmoid"), "half_mean_squared"),
    "digits": ((784, 256, 10), ("relu", "identity"), "softmax_cross_entropy"),
    "deep": ((64, 128, 64, 10), ("tanh", "sigmoid", "identity"), "softmax_cross_entropy"),
}


def _logistic(columns: int) -> Logistic:
    # As many patients, and columns, as the heart data have.
    rng = np.random.default_rng(SEED)
    X, y = rng.standard_normal((303, columns)), rng.integers(0, 2, 303).astype(np.float64)
    w, b = rng.standard_normal(columns), 0.5
    return Logistic(("logistic", f"303×{columns}"), np.float64, X, y, w, b)


def _network(kind: str, title: tuple[str, str], m: int, dtype: Any) -> Network:
    widths, activations, loss = _KINDS[kind]
    rng = np.random.default_rng(SEED)
    W = tuple(
        (rng.standard_normal(pair) / np.sqrt(pair[0])).astype(dtype) for pair in pairwise(widths)
    )
    b = tuple((0.1 * rng.standard_normal(width)).astype(dtype) for width in widths[1:])
    if kind == "xor":
        X, Y = (
            np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype),
            np.array([[0], [1], [1], [0]], dtype),
        )
    else:
        X, Y = rng.standard_normal((m, widths[0])).astype(dtype), rng.integers(0, widths[-1], m)
    return Network(title, dtype, kind, activations, loss, X, Y, W, b)


CASES: tuple[Case, ...] = (
    _logistic(1),
    _logistic(13),
    _network("xor", ("XOR", "2-2-1"), 4, np.float64),
    _network("digits", ("MLP 64", "f32"), 64, np.float32),
    _network("digits", ("MLP 256", "f32"), 256, np.float32),
    _network("digits", ("MLP 64", "f64"), 64, np.float64),
    _network("digits", ("MLP 256", "f64"), 256, np.float64),
    _network("deep", ("deep", "f32"), 128, np.float32),
    _network("deep", ("deep", "f64"), 128, np.float64),
    Scalar(("scalar", "graph"), np.float64, x=3.0, y=1.0, w=3.0),
)
