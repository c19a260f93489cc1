"""The forward pass of a network with one hidden layer and one output."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .mlp import FORBIDDEN, Mlp, g, g_prime
from .slips import Z_AS_INPUT
from .two_layer import SIZES, draw, parameters

UNITS: dict[Mistake, Callable[[np.ndarray, Any], Any]] = {
    Mistake(
        "F1", "bias left out", "what the product alone gives.", "Is the bias of this layer in?"
    ): lambda product, b: g(product),
    Mistake(
        "F2", "activation left out", "the pre-activation itself.", "What does the sigmoid do to z?"
    ): lambda product, b: product + b,
    Mistake(
        "F3",
        "activation taken twice",
        "beyond the activation.",
        "How often does the sigmoid meet this value?",
    ): lambda product, b: g(g(product + b)),
    Mistake(
        "F4",
        "another function",
        "what another squashing function gives.",
        "Between which two numbers does the sigmoid lie?",
    ): lambda product, b: np.tanh(product + b),
    Mistake(
        "F5",
        "sign in the exponent",
        "small where it should be large, and large where it should be small.",
        "Try a large positive z: what becomes of the exponential?",
    ): lambda product, b: g(-product - b),
    Mistake(
        "F6",
        "step in place of the sigmoid",
        "a step, where a smooth function was expected.",
        "Which unit has a slope that backpropagation can use?",
    ): lambda product, b: (product + b >= 0) * 1.0,
    Mistake(
        "F7",
        "derivative in place of the sigmoid",
        "the slope of the sigmoid.",
        "Is it g or g′ that runs forward?",
    ): lambda product, b: g_prime(product + b),
    Mistake(
        "F8",
        "bias after the activation",
        "moved by the bias at the wrong moment.",
        "Does the bias come before the sigmoid or after it?",
    ): lambda product, b: g(product) + b,
    Mistake(
        "F9",
        "bias subtracted",
        "what the opposite bias would give.",
        "With which sign does the bias stand in z?",
    ): lambda product, b: g(product - b),
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
