"""The whole backward pass."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common.layers import (
    HIDDEN_SIGNALS,
    HIDDEN_SIGNALS_WITH_F,
    Hidden,
    layer,
    signals,
    slips,
)
from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import renamed
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import OUTPUT_SIGNALS, PARAMETERS, Network


class TestGradients(Question):
    """gradients(X, Y, params, f, df): the whole backward pass, from the output to the input."""

    id = "03-three-layer/gradients"
    parts = {"Wo": 1, "bo": 1, "W2": 1, "b2": 1, "W1": 1, "b1": 1}
    draw = staticmethod(Network.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("gradients", case.X, case.Y, case.params, case.f, case.df)
        return keyed(result, *PARAMETERS)

    def test_output_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        names, B = {"W": "Wo", "b": "bo"}, case.values["B"]
        judge(
            got,
            {name: case.reference[name] for name in names.values()},
            mistakes=signals(OUTPUT_SIGNALS, case, B, names)
            | slips(case.Do, B, names, case.values["Z2"]),
        )

    def test_second_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        Do = case.own_delta(got, "o", "B")
        hidden = case.second if Do is None else case.hidden(Do, "Wo", "Z2", case.values["C"])
        self._judge_hidden("2", hidden, case.values["Z1"], case, got, judge)

    def test_first_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        D2 = case.own_delta(got, "2", "C")
        hidden = case.first if D2 is None else case.hidden(D2, "W2", "Z1", case.X)
        self._judge_hidden("1", hidden, None, case, got, judge)

    @staticmethod
    def _judge_hidden(
        number: str,
        hidden: Hidden,
        Z_prev: np.ndarray | None,
        case: Network,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        names, A_prev = {"W": f"W{number}", "b": f"b{number}"}, hidden.A_prev
        judge(
            got,
            {name: case.reference[name] for name in names.values()},
            renamed(layer(hidden.D, A_prev), names),
            signals(HIDDEN_SIGNALS | HIDDEN_SIGNALS_WITH_F, hidden, A_prev, names)
            | slips(hidden.D, A_prev, names, Z_prev),
        )
