"""The derivative of a root of a line."""

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

from .curve import all_show


@dataclass(frozen=True)
class Root:
    """Where the derivative of R(z) = √(5z − 8) is asked for."""

    z: float

    @property
    def u(self) -> float:
        """The inner value."""
        return 5 * self.z - 8

    def power(self, exponent: float, inner: float = 5.0) -> float:
        """What the product would be with another power of u, or another inner derivative."""
        return self.u**exponent / 2 * inner

    @cached_property
    def reference(self) -> np.ndarray:
        """R′(z) by the oracle."""
        return oracle.gradient(lambda z: np.sqrt(5 * z - 8), float(self.z))


MISTAKES: dict[Mistake, Callable[[Root], float]] = {
    CATALOGUE["inner-derivative-missing"].asking(
        "How fast does what stands under the root grow with z?"
    ): lambda c: c.power(-1 / 2, inner=1),
    CATALOGUE["root-taken-twice"]: lambda c: c.power(-1 / 4),
    CATALOGUE["outer-derivative-at-wrong-point"].asking(
        "At which value is the outer derivative taken, z or what stands under the root?"
    ): lambda c: c.z**-0.5 / 2 * 5,
    CATALOGUE["half-in-front-missing"]: lambda c: 2 * c.power(-1 / 2),
    CATALOGUE["exponent-not-lowered"]: lambda c: c.power(1 / 2),
    CATALOGUE["wrong-exponent"].with_variant("lowered twice"): lambda c: c.power(-3 / 2),
    CATALOGUE["wrong-exponent"].with_variant("raised"): lambda c: c.power(3 / 2),
    CATALOGUE["sum-not-product"]: lambda c: c.power(-1 / 2, inner=1) + 5,
    CATALOGUE["inner-function-not-derivative"]: lambda c: c.power(-1 / 2, inner=c.u),
    CATALOGUE["sign"].asking("Does R grow or fall with z?"): lambda c: -c.power(-1 / 2),
    CATALOGUE["outer-function-not-derivative"]: lambda c: 2 * c.power(1 / 2),
    CATALOGUE["root-derivative-at-inner-derivative"]: lambda c: 5**-0.5 / 2 * 5,
    CATALOGUE["root-of-inner-derivative"]: lambda c: 5**0.5,
    CATALOGUE["constant-under-root-dropped"]: lambda c: (5 * c.z) ** -0.5 / 2 * 5,
    CATALOGUE["constants-kept"]: lambda c: c.power(-1 / 2, inner=5 - 8),
    CATALOGUE["root-derivative-inverted"]: lambda c: 1 / c.power(-1 / 2),
    CATALOGUE["value-of-root"]: lambda c: 2 * c.power(1 / 2, inner=1),
}


class TestRoot(Question):
    """root_derivative(z): the slope of √(5z − 8), close to its left end and far from it."""

    id = "02-chain-rule/root"
    parts = {"derivative": 2}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Root:
        """Whole and other z, also as one of NumPy's numbers."""
        while True:
            low, high = ((12, 100), (0.15, 0.8), (1.2, 4), (10, 60), (60, 200))[number]
            z = (rng.uniform(low, high) + 8) / 5
            case = Root((round, float, float, np.float64, float)[number](z))
            if all_show(case.power(-1 / 2), (gives(case) for gives in MISTAKES.values())):
                return case

    @staticmethod
    def call(answer: Answer, case: Root) -> Mapping[str, Any]:
        return {"derivative": answer.call("root_derivative", case.z)}

    def test_derivative(self, case: Root, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"derivative": slope})
        judge(got, {"derivative": case.reference}, mistakes=mistakes)
