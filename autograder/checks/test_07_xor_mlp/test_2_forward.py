"""The forward pass of a network with one hidden layer and one output."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .mlp import FORBIDDEN, Mlp, g, g_prime
from .slips import Z_AS_INPUT
from .two_layer import SIZES, draw, parameters

UNITS: dict[Mistake, Callable[[np.ndarray, Any], Any]] = {
    CATALOGUE["layer-without-bias"].asking("Is the bias of this layer in?"): lambda product, b: g(
        product
    ),
    CATALOGUE["activation-missing"].asking("What does the sigmoid do to z?"): lambda product, b: (
        product + b
    ),
    CATALOGUE["activation-taken-twice"].asking(
        "How often does the sigmoid meet this value?"
    ): lambda product, b: g(g(product + b)),
    CATALOGUE["another-squashing-function"]: lambda product, b: np.tanh(product + b),
    CATALOGUE["sigmoid-exponent-sign"]: lambda product, b: g(-product - b),
    CATALOGUE["step-not-sigmoid"]: lambda product, b: (product + b >= 0) * 1.0,
    CATALOGUE["derivative-not-sigmoid"]: lambda product, b: g_prime(product + b),
    CATALOGUE["bias-after-activation"]: lambda product, b: g(product) + b,
    CATALOGUE["bias-subtracted"]: lambda product, b: g(product - b),
}
"""What a layer puts out, as each mistake would have it, from A W and b."""


class TestForward(Question):
    """forward(X, W1, b1, w2, b2): the activations of both layers."""

    id = "07-xor-mlp/forward"
    parts = {"a1": 1, "a": 1}
    cases = len(SIZES)
    forbidden = FORBIDDEN
    draw = staticmethod(draw)

    @staticmethod
    def call(answer: Answer, case: Mlp) -> Mapping[str, Any]:
        return named(answer.call("forward", case.X, *parameters(case)), "a1", "a")

    def test_hidden_units(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        W1, b1, _, _ = parameters(case)
        mistakes = about(UNITS, case.X @ W1, b1, then=lambda a1: {"a1": a1})
        judge(got, {"a1": case.A[1]}, mistakes=mistakes)

    def test_output(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        _, _, w2, b2 = parameters(case)
        mine = usable(got["a1"], case.A[1].shape)
        product = (case.A[1] if mine is None else mine) @ w2
        mistakes = about(UNITS, product, b2, then=lambda a: {"a": a})
        mistakes[Z_AS_INPUT] = lambda: {"a": g(case.Z[0] @ w2 + b2)}
        judge(got, {"a": case.A[2][:, 0]}, {"a": g(product + b2)}, mistakes)
