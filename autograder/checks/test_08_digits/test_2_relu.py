"""ReLU on the way back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, DIFFERENTIATION, ClosedForm, Table, oracle, to_array
from .cases import relu, relu_slope
from .mistakes import RELU_SIGNALS


@dataclass(frozen=True)
class Rectifier:
    """The gradient on the output of a layer of ReLUs, and the layer's pre-activations."""

    back: np.ndarray
    Z: np.ndarray

    @cached_property
    def reference(self) -> np.ndarray:
        """∂/∂Z of Σ dA · relu(Z) by the oracle; at the kink, what holds to its left."""
        beside = np.where(self.Z == 0, -1.0, self.Z)
        return oracle.gradient(lambda Z: (self.back * Z * (Z.real > 0)).sum(), beside)


MISTAKES: Table = RELU_SIGNALS | {
    CATALOGUE["relu-derivative-alone"]: lambda x: relu_slope(x.Z),
    CATALOGUE["relu-again"]: lambda x: relu(x.Z),
    CATALOGUE["relu-slope-half-at-zero"]: lambda x: x.back * np.heaviside(x.Z, 0.5),
}


class TestRelu(ClosedForm):
    """relu_backward(dA, Z): what comes back through ReLU, also where Z is 0."""

    id = "08-digits/relu"
    parts = {"dZ": 2}
    cases = 5
    forbidden = (*DIFFERENTIATION, "nnlib.functions.")
    function = "relu_backward"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Rectifier:
        """Different and equal sizes, one row, one column; each meeting of signs, and zeros.

        In the last case Z is whole, and what arrives is not.
        """
        shape = ((4, 6), (5, 5), (1, 8), (9, 1), (5, 3))[number]
        Z, dA = (rng.uniform(0.1, 3, shape) * rng.choice([-1, 1], shape) for _ in range(2))
        # Some close to 0, but not so close that a rounding error would decide.
        Z *= 10.0 ** -rng.integers(0, 3, shape)
        meetings = [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, -1), (0, 1)]
        places = rng.permutation(Z.size)[: len(meetings)]
        Z.flat[places] = np.abs(Z.flat[places]) * [z for z, _ in meetings]
        dA.flat[places] = np.abs(dA.flat[places]) * [d for _, d in meetings]
        return Rectifier(dA, np.sign(Z).astype(int) * 2 if number == 4 else Z)

    @staticmethod
    def rows(case: Rectifier) -> int:
        return len(case.Z)

    @staticmethod
    def solve(dA: Any, Z: Any) -> np.ndarray:
        return to_array(dA) * relu_slope(to_array(Z))
