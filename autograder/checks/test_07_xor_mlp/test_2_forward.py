"""The forward pass of a network with one hidden layer and one output."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    Judge,
    Question,
    Table,
    Values,
    about,
    prefer_own,
)
from .cases import (
    FORBIDDEN,
    TWO_LAYER_SIZES,
    Mlp,
    draw_two_layer,
    g,
    g_prime,
    parameters,
    read_two_layer,
)
from .mistakes import Z_AS_INPUT


@dataclass(frozen=True)
class Unit:
    """What a layer adds up: the product A W, and its bias."""

    product: np.ndarray
    b: Any

    @property
    def z(self) -> np.ndarray:
        return self.product + self.b


NO_BIAS = CATALOGUE["layer-without-bias"].asking("Is the bias of this layer in?")
NO_SIGMOID = CATALOGUE["activation-missing"].asking("What does the sigmoid do to z?")
TWO_SIGMOIDS = CATALOGUE["activation-taken-twice"].asking(
    "How often does the sigmoid meet this value?"
)

UNITS: Table = {
    NO_BIAS: lambda unit: g(unit.product),
    NO_SIGMOID: lambda unit: unit.z,
    TWO_SIGMOIDS: lambda unit: g(g(unit.z)),
    CATALOGUE["another-squashing-function"]: lambda unit: np.tanh(unit.z),
    CATALOGUE["sigmoid-exponent-sign"]: lambda unit: g(-unit.z),
    CATALOGUE["step-not-sigmoid"]: lambda unit: (unit.z >= 0) * 1.0,
    CATALOGUE["derivative-not-sigmoid"]: lambda unit: g_prime(unit.z),
    CATALOGUE["bias-after-activation"]: lambda unit: g(unit.product) + unit.b,
    CATALOGUE["bias-subtracted"]: lambda unit: g(unit.product - unit.b),
}
"""What a layer puts out, as each mistake would have it."""


class TestForward(Question):
    """forward(X, W1, b1, w2, b2): the activations of both layers."""

    id = "07-xor-mlp/forward"
    parts = {"a1": 1, "a": 1}
    cases = len(TWO_LAYER_SIZES)
    forbidden = FORBIDDEN
    function = "forward"
    draw = staticmethod(draw_two_layer)

    @staticmethod
    def arguments(case: Mlp) -> tuple:
        return case.X, *parameters(case)

    @staticmethod
    def solve(X: Any, W1: Any, b1: Any, w2: Any, b2: Any) -> tuple:
        _, a1, a = read_two_layer(X, [0], W1, b1, w2, b2).A
        return a1, a[:, 0]

    def test_hidden_units(self, case: Mlp, got: Values, judge: Judge) -> None:
        W1, b1, _, _ = parameters(case)
        judge(got, {"a1": case.A[1]}, mistakes=about(UNITS, Unit(case.X @ W1, b1)))

    def test_output(self, case: Mlp, got: Values, judge: Judge) -> None:
        """On the student's own hidden units, too."""
        _, _, w2, b2 = parameters(case)
        unit = Unit(prefer_own(got["a1"], case.A[1]) @ w2, b2)
        table = UNITS | {Z_AS_INPUT: lambda unit: g(case.Z[0] @ w2 + b2)}
        judge(got, {"a": case.A[2][:, 0]}, {"a": g(unit.z)}, about(table, unit))
