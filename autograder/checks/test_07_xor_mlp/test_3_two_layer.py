"""The four gradients of a network with one hidden layer and one output."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common.layers import layer
from autograder.diagnosis.judge import Judge, named, numbers
from autograder.diagnosis.mistakes import Values, renamed
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question

from .mlp import FORBIDDEN, Mlp
from .slips import HIDDEN, OUTPUT, in_layers, one_layer
from .two_layer import SIZES, as_asked, draw, parameters

LAST = {"W": "dw2", "b": "db2"}
FIRST = {"W": "dW1", "b": "db1"}


def last(found: list[dict[str, Any]]) -> Values:
    """The gradients of the output layer, by part."""
    return renamed(as_asked(found[0]), LAST)


class TestTwoLayer(Question):
    """two_layer_gradients(X, y, W1, b1, w2, b2): the four gradients of ½ Σ (y − a)²."""

    id = "07-xor-mlp/two_layer"
    parts = {"dw2": 1, "db2": 1, "dW1": 1, "db1": 1}
    cases = len(SIZES)
    forbidden = FORBIDDEN
    draw = staticmethod(draw)

    @staticmethod
    def call(answer: Answer, case: Mlp) -> Mapping[str, Any]:
        given = (case.X, case.Y[:, 0], *parameters(case))
        return named(answer.call("two_layer_gradients", *given), "dW1", "db1", "dw2", "db2")

    def test_output_layer(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        only = [(case, case.reference["D"][1], case.A[1], case.Z[0])]
        expected = {"dw2": case.reference["dW"][1][:, 0], "db2": case.reference["db"][1][0]}
        judge(got, expected, mistakes=in_layers(only, OUTPUT, last))

    def test_hidden_layer(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        """It is judged on the student's own delta of the output, where that can be told."""
        hidden = case.hidden(0, case.own_delta(1, _column(got["dw2"]), _column(got["db2"])))
        expected = {"dW1": case.reference["dW"][0], "db1": case.reference["db"][0]}
        judge(
            got,
            expected,
            renamed(layer(hidden.D, case.X), FIRST),
            in_layers([(hidden, hidden.D, case.X, None)], HIDDEN, one_layer(FIRST)),
        )


def _column(value: Any) -> np.ndarray | None:
    """What was given for the one output, with an axis for outputs."""
    try:
        return numbers(value)[..., None]
    except AnswerError:
        return None
