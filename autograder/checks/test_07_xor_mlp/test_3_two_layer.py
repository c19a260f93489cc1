"""The four gradients of a network with one hidden layer and one output."""

from typing import Any

import numpy as np

from ..common import AnswerError, Judge, Quantities, Question, Values, about, to_numbers
from ..common.layers import layer
from .cases import FORBIDDEN, TWO_LAYER_SIZES, Mlp, draw_two_layer, parameters, read_two_layer
from .mistakes import HIDDEN, ONE_OUTPUT, gradients_by


class TestTwoLayer(Question):
    """two_layer_gradients(X, y, W1, b1, w2, b2): the four gradients of ½ Σ (y − a)²."""

    id = "07-xor-mlp/two_layer"
    parts = {"dw2": 1, "db2": 1, "dW1": 1, "db1": 1}
    cases = len(TWO_LAYER_SIZES)
    forbidden = FORBIDDEN
    function = "two_layer_gradients"
    returns = ("dW1", "db1", "dw2", "db2")
    draw = staticmethod(draw_two_layer)

    @staticmethod
    def arguments(case: Mlp) -> tuple:
        return case.X, case.Y[:, 0], *parameters(case)

    @staticmethod
    def reference(case: Mlp) -> Values:
        (dW1, dW2), (db1, db2) = case.reference["dW"], case.reference["db"]
        return {"dw2": dW2[:, 0], "db2": db2[0], "dW1": dW1, "db1": db1}

    @staticmethod
    def quantities(case: Mlp) -> Quantities:
        return case.two_layer_quantities

    @staticmethod
    def solve(X: Any, y: Any, W1: Any, b1: Any, w2: Any, b2: Any) -> tuple:
        first, last = read_two_layer(X, y, W1, b1, w2, b2).gradients()
        return first["W"], first["b"], last["W"][:, 0], last["b"][0]

    def test_output_layer(self, case: Mlp, got: Values, judge: Judge) -> None:
        right = self.reference(case)
        expected = {part: right[part] for part in ("dw2", "db2")}
        judge(got, expected, mistakes=about(gradients_by(ONE_OUTPUT), case.output, then=of_output))

    def test_hidden_layer(self, case: Mlp, got: Values, judge: Judge) -> None:
        """It is judged on the student's own delta of the output, where that can be told."""
        hidden = case.hidden(0, case.own_delta(1, add_axis(got["dw2"]), add_axis(got["db2"])))
        right = self.reference(case)
        expected = {part: right[part] for part in ("dW1", "db1")}
        own = of_hidden(layer(hidden.D, case.X))
        judge(got, expected, own, about(gradients_by(HIDDEN), hidden, then=of_hidden))


def of_output(found: Values) -> Values:
    """Return the gradients of the output layer by part, without the axis of its one unit."""
    return {"dw2": found["W"][..., 0], "db2": found["b"][..., 0]}


def of_hidden(found: Values) -> Values:
    return {"dW1": found["W"], "db1": found["b"]}


def add_axis(value: Any) -> np.ndarray | None:
    """Return what was given for the one output, with an axis for outputs."""
    try:
        return to_numbers(value)[..., None]
    except AnswerError:
        return None
