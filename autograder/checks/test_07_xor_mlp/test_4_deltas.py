"""The error signal of every layer, from the last back to the first."""

from typing import Any

import numpy as np

from ..common import (
    Answer,
    Judge,
    Question,
    Table,
    Values,
    about,
    at_each,
    prefer_own,
    to_array,
)
from ..common.layers import Hidden
from .cases import DEEP_SIZES, FORBIDDEN, Mlp, draw_deep, entries, is_reversed
from .mistakes import BACKWARDS, HIDDEN, OUTPUT


def slope_at(A: np.ndarray) -> np.ndarray:
    """Return the slope of the sigmoid where its output is A."""
    return A * (1 - A)


class TestDeltas(Question):
    """deltas(weights, activations, y): δ of every layer, in networks of one layer to five."""

    id = "07-xor-mlp/deltas"
    parts = {"output": 1, "hidden": 2}
    cases = len(DEEP_SIZES)
    forbidden = FORBIDDEN
    function = "deltas"
    draw = staticmethod(draw_deep)

    @staticmethod
    def arguments(case: Mlp) -> tuple:
        return case.weights, case.A, case.Y

    @classmethod
    def call(cls, answer: Answer, case: Mlp) -> Values:
        result = entries(answer.call(cls.function, *cls.arguments(case)), "δ", case)
        # A list that begins with the last layer costs the order, not the last layer's delta.
        backwards = is_reversed(result, case.reference["D"])
        output = result[0] if backwards else result[-1]
        return {"output": output, "hidden": result[:-1], "backwards": backwards}

    @staticmethod
    def solve(weights: Any, activations: Any, y: Any) -> list[np.ndarray]:
        W, A = [to_array(w) for w in weights], [to_array(a) for a in activations]
        found = [(A[-1] - to_array(y)) * slope_at(A[-1])]
        for W_next, here, below in zip(W[:0:-1], A[-2:0:-1], A[-3::-1], strict=True):
            found.append(Hidden(found[-1], W_next, here, below, slope_at, slope_at).D)
        return found[::-1]

    def test_output(self, case: Mlp, got: Values, judge: Judge) -> None:
        judge(got, {"output": case.reference["D"][-1]}, mistakes=about(OUTPUT, case.output))

    def test_hidden(self, case: Mlp, got: Values, judge: Judge) -> None:
        """Each layer is judged on the student's own δ of the layer after it."""
        right = case.reference["D"]
        known = right[1:] if got["backwards"] else [*got["hidden"], got["output"]][1:]
        after = [prefer_own(D, reference) for D, reference in zip(known, right[1:], strict=True)]
        layers = [case.hidden(at, D) for at, D in enumerate(after)]
        table: Table = {BACKWARDS: lambda layers: right[:0:-1]} | at_each(HIDDEN)
        own = {"hidden": [hidden.D for hidden in layers]}
        judge(got, {"hidden": right[:-1]}, own, about(table, layers))
