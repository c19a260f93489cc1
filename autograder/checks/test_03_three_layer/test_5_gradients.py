"""The whole backward pass."""

from collections.abc import Callable
from typing import Any

from ..common import Judge, Question, Values
from ..common.layers import (
    HIDDEN_SIGNALS_WITH_F,
    ROWS_MISSED,
    judge_gradients,
    mistaken_gradients,
)
from .cases import BY_HAND, Network, read_network
from .mistakes import OUTPUT_SIGNALS


class TestGradients(Question):
    """gradients(X, Y, params, f, df): the whole backward pass, from the output to the input."""

    id = "03-three-layer/gradients"
    parts = {"Wo": 1, "bo": 1, "W2": 1, "b2": 1, "W1": 1, "b1": 1}
    function = "gradients"
    keyed = True
    cases = 5
    draw = staticmethod(Network.draw)
    by_hand = BY_HAND

    @staticmethod
    def solve(X: Any, Y: Any, params: Any, f: Callable, df: Callable) -> dict[str, Any]:
        layers = read_network(X, Y, params, f, df).backward.items()
        return {f"{name}{k}": found[name] for k, found in layers for name in "Wb"}

    def test_output_layer(self, case: Network, got: Values, judge: Judge) -> None:
        names = {"W": "Wo", "b": "bo"}
        expected = {name: case.reference[name] for name in names.values()}
        mistakes = mistaken_gradients(case.output(case.Do), names, OUTPUT_SIGNALS, case)
        mistakes |= mistaken_gradients(case.output(case.Do), names, ROWS_MISSED)
        mistakes |= case.of_other_inputs("o", case.Do, names)
        mistakes |= case.of_other_signals("o", case.Do, names)
        judge(got, expected, mistakes=mistakes)

    def test_hidden_layers(self, case: Network, got: Values, judge: Judge) -> None:
        """Each is judged on the student's own delta of the layer after it."""
        D_next = case.own_delta("o", got, case.Do)
        signals = HIDDEN_SIGNALS_WITH_F | ROWS_MISSED
        for k, after in ("2", "o"), ("1", "2"):
            hidden, names = case.hidden(k, after, D_next), {"W": f"W{k}", "b": f"b{k}"}
            others = case.of_other_inputs(k, hidden.D, names)
            others |= case.of_other_signals(k, hidden.D, names)
            judge_gradients(got, case.reference, hidden, names, judge, signals, others=others)
            D_next = case.own_delta(k, got, hidden.D)
