"""An activation backward, written from its output."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, DIFFERENTIATION, ClosedForm, Table, asking, oracle, to_array
from .mistakes import SIGN


def sigmoid(z: Any) -> Any:
    """A form that cannot overflow and rounds to just 0 and 1."""
    return (np.tanh(z / 2) + 1) / 2


@dataclass(frozen=True)
class Sigmoid:
    """Pre-activations Z, and the gradient G = ∂J/∂A that arrives at A = σ(Z).

    `slope` is σ′(Z), and `derived` the gradient ∂J/∂Z by the formula.
    """

    Z: np.ndarray
    G: np.ndarray

    @property
    def A(self) -> np.ndarray:
        return sigmoid(self.Z)

    @property
    def slope(self) -> np.ndarray:
        return self.A - self.A**2

    @property
    def derived(self) -> np.ndarray:
        return self.G * self.slope

    @cached_property
    def reference(self) -> np.ndarray:
        """The gradient by the oracle."""
        return oracle.gradient(lambda Z: (self.G * sigmoid(Z)).sum(), self.Z)


PLACES = {
    "activation-derivative-missing": "What does the activation itself do to a small change of Z?",
    "derivative-at-activation": "A is the output already. Does it go through σ once more?",
    "arriving-gradient-missing": (
        "What comes back from after the activation, and where does it enter?"
    ),
    "sigmoid-derivative-factor-missing": (
        "What is σ′ as a polynomial in the output? Count its factors."
    ),
}
FACTOR_MISSING = CATALOGUE["sigmoid-derivative-factor-missing"]
ANOTHER = CATALOGUE["derivative-of-another-activation"]
MATRIX_PRODUCT = CATALOGUE["matrix-product"]

MISTAKES: Table = {
    CATALOGUE["activation-derivative-missing"]: lambda c: c.G,
    CATALOGUE["derivative-at-activation"]: lambda c: c.G * sigmoid(c.A) * sigmoid(-c.A),
    CATALOGUE["arriving-gradient-missing"]: lambda c: c.slope,
    FACTOR_MISSING.with_variant("the second"): lambda c: c.G * c.A,
    FACTOR_MISSING.with_variant("the first"): lambda c: c.G * (1 - c.A),
    ANOTHER.with_variant("tanh"): lambda c: c.G * (1 - c.A**2),
    ANOTHER.with_variant("ReLU"): lambda c: c.G * (c.A > 0),
    CATALOGUE["divided-by-derivative"]: lambda c: np.divide(
        c.G, c.slope, out=np.full(c.G.shape, np.inf), where=c.slope > 0
    ),
    CATALOGUE["arguments-exchanged"]: lambda c: c.A * (c.G - c.G**2),
    MATRIX_PRODUCT.with_variant("of samples"): lambda c: c.G @ c.slope.T,
    MATRIX_PRODUCT.with_variant("of units"): lambda c: c.G.T @ c.slope,
    CATALOGUE["mean-not-sum"]: lambda c: c.derived / len(c.Z),
    SIGN: lambda c: -c.derived,
    CATALOGUE["column-times-row"]: lambda c: c.G * np.squeeze(c.slope),
    CATALOGUE["unit-axis-dropped"]: lambda c: np.squeeze(c.derived),
    CATALOGUE["cut-to-whole-numbers"]: lambda c: c.derived.astype(c.G.dtype),
}
"""dZ, as each mistake would have it."""


class TestElementwise(ClosedForm):
    """sigmoid_backward(dA, A): the gradient before a sigmoid, written from its output."""

    id = "06-vectorised/elementwise"
    parts = {"dZ": 2}
    cases = 6
    forbidden = (*DIFFERENTIATION, "nnlib.functions.")
    function = "sigmoid_backward"
    mistakes = asking(MISTAKES, PLACES)

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Sigmoid:
        """Different sizes, square, a column, a row; units at the ends of σ; a whole gradient."""
        m, width = ((3, 5), (4, 4), (6, 1), (1, 4), (5, 3), (4, 2))[number]
        Z, G = 1.5 * rng.normal(size=(m, width)), rng.normal(size=(m, width))
        if number == 4:
            Z[0], G = (-50.0, 50.0, -12.0), 20 * G
        if number == 5:
            G = rng.integers(1, 6, size=(m, width)) * rng.choice([-1, 1], (m, width))
        return Sigmoid(Z, G)

    @staticmethod
    def rows(case: Sigmoid) -> int:
        return len(case.Z)

    @staticmethod
    def arguments(case: Sigmoid) -> tuple:
        return case.G, case.A

    @staticmethod
    def solve(dA: Any, A: Any) -> np.ndarray:
        dA, A = to_array(dA), to_array(A)
        return dA * (A - A**2)
