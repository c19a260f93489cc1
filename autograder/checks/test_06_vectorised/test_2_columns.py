"""The same product with samples in columns."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..common import ClosedForm, Judge, Values, oracle, to_array
from .cases import MIXED, SIZES, Affine, judge_product


def turn(value: np.ndarray) -> np.ndarray:
    """Exchange the last two axes, which takes rows to columns and back."""
    return np.swapaxes(value, -1, -2) if value.ndim > 1 else value


@dataclass(frozen=True)
class InColumns:
    """D = W X with samples in columns, and the gradient G = ∂J/∂D that arrives.

    X (in, m), W (out, in), G (out, m).
    """

    X: np.ndarray
    W: np.ndarray
    G: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "InColumns":
        """Draw the layer of rows; in the last case but one the gradient alone has fractions."""
        c = Affine.draw(rng, number)
        if number == MIXED - 1:
            c = replace(c, G=rng.normal(size=c.G.shape))
        return cls(*(np.ascontiguousarray(turn(value)) for value in (c.X, c.W, c.G)))

    @cached_property
    def reference(self) -> dict[str, np.ndarray]:
        """∂J/∂X and ∂J/∂W, by the oracle."""

        def J(W: Any, X: Any) -> Any:
            return (self.G * (W @ X)).sum()

        return {
            "dX": oracle.gradient(lambda X: J(self.W, X), self.X),
            "dW": oracle.gradient(lambda W: J(W, self.X), self.W),
        }


class TestColumns(ClosedForm):
    """affine_backward_columns(X, W, dD): the gradients of both factors of D = W X."""

    id = "06-vectorised/columns"
    parts = {"dX": 2, "dW": 2}
    cases = len(SIZES)
    function = "affine_backward_columns"
    draw = staticmethod(InColumns.draw)

    @staticmethod
    def rows(case: InColumns) -> int:
        return case.X.shape[1]

    @staticmethod
    def solve(X: Any, W: Any, dD: Any) -> tuple:
        layer = Affine(*(turn(to_array(value)) for value in (X, W, dD)))
        return tuple(turn(value) for value in layer.products(layer.G).values())

    def test_answer(self, case: InColumns, got: Values, judge: Judge) -> None:
        for part in self.parts:
            judge_product(part, case, got, judge, turn)
