"""An activation backward, written from its output."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .affine import AVERAGED, DROPPED, SIGN


def sigmoid(z: Any) -> Any:
    """A form that cannot overflow and rounds to just 0 and 1."""
    return (np.tanh(z / 2) + 1) / 2


@dataclass(frozen=True)
class Activation:
    """Pre-activations Z, and the gradient G = ∂J/∂A that arrives at A = σ(Z)."""

    Z: np.ndarray
    G: np.ndarray

    @property
    def A(self) -> np.ndarray:
        """The output."""
        return sigmoid(self.Z)

    @property
    def slope(self) -> np.ndarray:
        """σ′(Z)."""
        return self.A - self.A**2

    @property
    def derived(self) -> np.ndarray:
        """The gradient by the formula."""
        return self.G * self.slope

    @cached_property
    def reference(self) -> np.ndarray:
        """The gradient by the oracle."""
        return oracle.gradient(lambda Z: (self.G * sigmoid(Z)).sum(), self.Z)


def divided(c: Activation) -> np.ndarray:
    """The quotient by σ′, which has no end where σ′ is 0."""
    return np.divide(c.G, c.slope, out=np.full_like(c.G, np.inf), where=c.slope > 0)


HALF_A_SLOPE = "What is σ′ as a polynomial in the output? Count its factors."

MISTAKES: dict[Mistake, Callable[[Activation], np.ndarray]] = {
    CATALOGUE["activation-derivative-missing"].asking(
        "What does the activation itself do to a small change of Z?"
    ): (lambda c: c.G),
    CATALOGUE["derivative-at-activation"].asking(
        "A is the output already. Does it go through σ once more?"
    ): (lambda c: c.G * sigmoid(c.A) * sigmoid(-c.A)),
    CATALOGUE["arriving-gradient-missing"].asking(
        "What comes back from after the activation, and where does it enter?"
    ): lambda c: c.slope,
    CATALOGUE["sigmoid-derivative-factor-missing"]
    .asking(HALF_A_SLOPE)
    .with_variant("the second"): (lambda c: c.G * c.A),
    CATALOGUE["sigmoid-derivative-factor-missing"].asking(HALF_A_SLOPE).with_variant("the first"): (
        lambda c: c.G * (1 - c.A)
    ),
    CATALOGUE["derivative-of-another-activation"].with_variant("tanh"): (
        lambda c: c.G * (1 - c.A**2)
    ),
    CATALOGUE["derivative-of-another-activation"].with_variant("ReLU"): lambda c: c.G * (c.A > 0),
    CATALOGUE["divided-by-derivative"]: divided,
    CATALOGUE["arguments-exchanged"]: lambda c: c.A * (c.G - c.G**2),
    CATALOGUE["matrix-product"].with_variant("of samples"): lambda c: c.G @ c.slope.T,
    CATALOGUE["matrix-product"].with_variant("of units"): lambda c: c.G.T @ c.slope,
    AVERAGED: lambda c: c.derived / len(c.Z),
    SIGN: lambda c: -c.derived,
    CATALOGUE["column-times-row"]: lambda c: c.G * np.squeeze(c.slope),
    DROPPED: lambda c: np.squeeze(c.derived),
}
"""dZ, as each mistake would have it."""


class TestElementwise(Question):
    """sigmoid_backward(dA, A): the gradient before a sigmoid, written from its output."""

    id = "06-vectorised/elementwise"
    parts = {"dZ": 2}
    cases = 5
    forbidden = (*DIFFERENTIATION, "nnlib.functions.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Activation:
        """Different sizes, square, a column, a row; units at the ends of σ in the last case."""
        m, width = ((3, 5), (4, 4), (6, 1), (1, 4), (5, 3))[number]
        Z, G = 1.5 * rng.normal(size=(m, width)), rng.normal(size=(m, width))
        if number == 4:
            Z[0], G = (-50.0, 50.0, -12.0), 20 * G
        return Activation(Z, G)

    @staticmethod
    def rows(case: Activation) -> int:
        return len(case.Z)

    @staticmethod
    def call(answer: Answer, case: Activation) -> Mapping[str, Any]:
        return {"dZ": answer.call("sigmoid_backward", case.G, case.A)}

    def test_gradient(self, case: Activation, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda dZ: {"dZ": dZ})
        judge(got, {"dZ": case.reference}, mistakes=mistakes)
