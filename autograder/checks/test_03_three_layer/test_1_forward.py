"""The forward pass, value by value."""

from collections.abc import Mapping
from typing import Any

from autograder.checks.common.layers import Z_AS_INPUT
from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import CATALOGUE
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import Network

NO_BIAS = CATALOGUE["layer-without-bias"].asking("Is the bias of this layer in?")
NO_ACTIVATION = CATALOGUE["activation-missing"]
TWO_ACTIVATIONS = CATALOGUE["activation-taken-twice"]


class Pass(Network):
    """A network of which no derivative is asked, so that none is worked out."""

    reference = None  # type: ignore[assignment]


class TestForward(Question):
    """forward(X, params, f): every value on the way to the output."""

    id = "03-three-layer/forward"
    parts = {"Z1": 1, "C": 1, "Z2": 1, "B": 1, "Z3": 1, "A": 1}
    draw = staticmethod(Pass.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("forward", case.X, case.params, case.f)
        return keyed(result, "Z1", "C", "Z2", "B", "Z3", "A")

    def test_pre_activations(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        self.judge_pre_activation("Z1", "", "W1", "b1", case, got, judge)
        self.judge_pre_activation("Z2", "C", "W2", "b2", case, got, judge)
        self.judge_pre_activation("Z3", "B", "Wo", "bo", case, got, judge)

    def test_activations(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        for A, Z in ("C", "Z1"), ("B", "Z2"), ("A", "Z3"):
            self.judge_activation(A, Z, case, got, judge)

    def judge_pre_activation(
        self,
        Z: str,
        source: str,
        W: str,
        b: str,
        case: Network,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        right = case.values.get(source, case.X)
        mine = usable(got.get(source), right.shape)
        origin = right if mine is None else mine
        product = origin @ case.params[W]
        mistakes = {NO_BIAS: lambda: {Z: product}}
        if source:
            before = case.values["Z1" if source == "C" else "Z2"]
            mistakes[Z_AS_INPUT] = lambda: {Z: before @ case.params[W] + case.params[b]}
        judge(got, {Z: case.values[Z]}, {Z: product + case.params[b]}, mistakes)

    def judge_activation(
        self, A: str, Z: str, case: Network, got: Mapping[str, Any], judge: Judge
    ) -> None:
        mine = usable(got.get(Z), case.values[Z].shape)
        origin = case.values[Z] if mine is None else mine
        mistakes = {
            NO_ACTIVATION: lambda: {A: origin},
            TWO_ACTIVATIONS: lambda: {A: case.f(case.f(origin))},
        }
        judge(got, {A: case.values[A]}, {A: case.f(origin)}, mistakes)
