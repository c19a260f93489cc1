"""A layer backward, with samples in rows."""

from typing import Any

from ..common import CATALOGUE, ClosedForm, Judge, Table, Values, about, to_array
from .cases import SIZES, Affine, judge_product
from .mistakes import OF_BIAS

BIAS_FROM_OUTPUT: Table = {CATALOGUE["output-not-gradient"]: lambda c: (c.X @ c.W).sum(axis=0)}


class TestRows(ClosedForm):
    """affine_backward(X, W, dZ): the gradients of everything in Z = XW + b."""

    id = "06-vectorised/rows"
    parts = {"dX": 2, "dW": 2, "db": 1}
    cases = len(SIZES)
    function = "affine_backward"
    draw = staticmethod(Affine.draw)

    @staticmethod
    def solve(X: Any, W: Any, dZ: Any) -> tuple:
        layer = Affine(*map(to_array, (X, W, dZ)))
        return *layer.products(layer.G).values(), layer.G.sum(axis=0)

    def test_answer(self, case: Affine, got: Values, judge: Judge) -> None:
        for part in "dX", "dW":
            judge_product(part, case, got, judge)
        mistakes = about(OF_BIAS, case.G) | about(BIAS_FROM_OUTPUT, case)
        judge(got, {"db": case.reference["db"]}, mistakes=mistakes)
