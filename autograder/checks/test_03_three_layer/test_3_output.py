"""The output layer: its error signal, and what the layer makes of it."""

from collections.abc import Mapping
from typing import Any

from autograder.checks.common.layers import layer, signals, slips
from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import renamed
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import OUTPUT_SIGNALS, Network


class OutputLayer(Network):
    """A network of which only the output layer's derivatives are asked for."""

    asked = ("o",)


class TestOutput(Question):
    """output_layer(X, Y, params, f, df): the error signal Do and what the layer makes of it."""

    id = "03-three-layer/output"
    parts = {"Do": 1, "dWo": 1, "dbo": 1}
    draw = staticmethod(OutputLayer.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("output_layer", case.X, case.Y, case.params, case.f, case.df)
        return named(result, "Do", "dWo", "dbo")

    def test_error_signal(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = signals(OUTPUT_SIGNALS, case, case.values["B"], {"D": "Do"})
        judge(got, {"Do": case.Do}, mistakes=mistakes)

    def test_gradients(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        names = {"W": "dWo", "b": "dbo"}
        mine = usable(got.get("Do"), case.Do.shape)
        Do, B = case.Do if mine is None else mine, case.values["B"]
        judge(
            got,
            {"dWo": case.reference["Wo"], "dbo": case.reference["bo"]},
            renamed(layer(Do, B), names),
            slips(Do, B, names, case.values["Z2"]),
        )
