"""The output layer: its error signal, and what the layer makes of it."""

from collections.abc import Callable
from typing import Any

from ..common import Judge, Question, Values, about, prefer_own, renamed
from ..common.layers import ROWS_MISSED, judge_gradients
from .cases import BY_HAND, Network, read_network
from .mistakes import OUTPUT_SIGNALS


class TestOutput(Question):
    """output_layer(X, Y, params, f, df): the error signal Do and what the layer makes of it."""

    id = "03-three-layer/output"
    parts = {"Do": 1, "dWo": 1, "dbo": 1}
    function = "output_layer"
    cases = 5
    draw = staticmethod(Network.draw)
    by_hand = BY_HAND

    @staticmethod
    def reference(case: Network) -> Values:
        return renamed(case.output_reference, {"Do": "Do", "Wo": "dWo", "bo": "dbo"})

    @staticmethod
    def solve(X: Any, Y: Any, params: Any, f: Callable, df: Callable) -> tuple:
        return tuple(read_network(X, Y, params, f, df).backward["o"].values())

    def test_error_signal(self, case: Network, got: Values, judge: Judge) -> None:
        judge(got, {"Do": case.Do}, mistakes=about(OUTPUT_SIGNALS, case))

    def test_gradients(self, case: Network, got: Values, judge: Judge) -> None:
        x = case.output(prefer_own(got.get("Do"), case.Do))
        names = {"W": "dWo", "b": "dbo"}
        others = case.of_other_inputs("o", x.D, names)
        judge_gradients(got, self.reference(case), x, names, judge, ROWS_MISSED, others=others)
