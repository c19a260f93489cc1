"""The same layer with samples in columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import CATALOGUE, DIFFERENTIATION, ClosedForm, Judge, Table, Values, about, to_array
from .cases import SCALES, SIZES, WHOLE, draw_numbers


@dataclass(frozen=True)
class Layout:
    """A layer with samples in rows: X (m, in), W (in, out), b (out,)."""

    X: np.ndarray
    W: np.ndarray
    b: np.ndarray

    @property
    def reference(self) -> dict[str, np.ndarray]:
        """The layer with samples in columns, entry by entry: first and second index exchanged."""
        return {
            "Xc": np.array([[x[j] for x in self.X] for j in range(self.X.shape[1])]),
            "Wc": np.array([[w[k] for w in self.W] for k in range(self.W.shape[1])]),
            "bc": np.array([[number] for number in self.b]),
        }


RESHAPED = CATALOGUE["reshaped-not-transposed"]
BIAS_MISSING = CATALOGUE["bias-gradient-missing"].asking(
    "Is the bias of the layer in what you return?"
)

OF_MATRIX: Table = {
    CATALOGUE["left-in-rows"]: lambda matrix: matrix,
    RESHAPED: lambda matrix: matrix.reshape(matrix.shape[::-1]),
    RESHAPED.with_variant("column by column"): (
        lambda matrix: matrix.reshape(matrix.shape[::-1], order="F")
    ),
    CATALOGUE["rotated-not-transposed"]: np.rot90,
}
OF_BOTH_MATRICES: Table = {
    CATALOGUE["matrices-in-other-order"]: lambda c: {
        "Xc": c.reference["Wc"],
        "Wc": c.reference["Xc"],
    },
}
OF_BIAS: Table = {
    CATALOGUE["bias-without-second-axis"]: lambda c: c.b,
    CATALOGUE["bias-as-row"]: lambda c: np.array([c.b]),
    CATALOGUE["bias-repeated"]: lambda c: np.array([[number] * len(c.X) for number in c.b]),
    BIAS_MISSING: lambda c: np.zeros((len(c.b), 1)),
}


class TestLayouts(ClosedForm):
    """to_columns(X, W, b): the same layer for samples in columns."""

    id = "06-vectorised/layouts"
    parts = {"Xc": 1, "Wc": 1, "bc": 1}
    cases = len(SIZES)
    forbidden = (*DIFFERENTIATION, "nnlib.notation.")
    function = "to_columns"

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Layout:
        m, below, here = SIZES[number]
        shapes = ((m, below), (below, here), here)
        numbers = draw_numbers(rng, number, *shapes)
        return Layout(*(v if number >= WHOLE else SCALES[number] * v for v in numbers))

    def test_answer(self, case: Layout, got: Values, judge: Judge) -> None:
        right = case.reference
        for part, matrix in ("Xc", case.X), ("Wc", case.W):
            mistakes = about(OF_MATRIX, matrix) | about(OF_BOTH_MATRICES, case)
            judge(got, {part: right[part]}, mistakes=mistakes)
        judge(got, {"bc": right["bc"]}, mistakes=about(OF_BIAS, case))

    @staticmethod
    def solve(X: Any, W: Any, b: Any) -> tuple:
        return tuple(Layout(*map(to_array, (X, W, b))).reference.values())
