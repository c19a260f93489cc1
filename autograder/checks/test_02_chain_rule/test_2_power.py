"""The derivative of a power of a function."""

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

from .curve import Curve, all_show, any_curve


@dataclass(frozen=True)
class Power:
    """What `power_derivative` is given."""

    g: Curve
    n: float
    x: float

    @property
    def value(self) -> float:
        """g(x)."""
        return self.g.f(self.x)

    @property
    def slope(self) -> float:
        """g′(x)."""
        return self.g.df(self.x)

    def product(self, **changed: float) -> float:
        """The product front · base^exponent · inner, some of these changed."""
        right = {"front": self.n, "base": self.value, "exponent": self.n - 1, "inner": self.slope}
        p = right | changed
        # NumPy's numbers have no complex roots.
        return p["front"] * np.float64(p["base"]) ** p["exponent"] * p["inner"]

    @cached_property
    def reference(self) -> np.ndarray:
        """The derivative of g(x)ⁿ by the oracle."""
        return oracle.gradient(lambda x: self.g.f(x) ** self.n, self.x)


EXPONENT = "What does the power rule make of the exponent?"

MISTAKES: dict[Mistake, Callable[[Power], float]] = {
    CATALOGUE["inner-derivative-missing"].asking(
        "g changes with x too. Where does that come in?"
    ): lambda c: c.product(inner=1),
    CATALOGUE["exponent-factor-missing"]: lambda c: c.product(front=1),
    CATALOGUE["exponent-not-lowered"].asking(EXPONENT): lambda c: c.product(exponent=c.n),
    CATALOGUE["wrong-exponent"].asking(EXPONENT).with_variant("raised"): lambda c: c.product(
        exponent=c.n + 1
    ),
    CATALOGUE["wrong-exponent"].asking(EXPONENT).with_variant("lowered twice"): (
        lambda c: c.product(exponent=c.n - 2)
    ),
    CATALOGUE["integral-not-derivative"]: lambda c: c.product(
        front=1 / (c.n + 1), exponent=c.n + 1
    ),
    CATALOGUE["lowered-exponent-in-front"]: lambda c: c.product(front=c.n - 1),
    CATALOGUE["outer-derivative-at-wrong-point"].asking(
        "At which value is the outer derivative taken, x or g(x)?"
    ): lambda c: c.product(base=c.x),
    CATALOGUE["outer-derivative-at-inner-derivative"].asking(
        "At which value is the outer derivative taken, g(x) or g′(x)?"
    ): lambda c: c.product(base=c.slope),
    CATALOGUE["outer-derivative-at-inner-derivative"]
    .asking("At which value is the outer derivative taken, g(x) or g′(x)?")
    .with_variant("no other factor"): lambda c: c.product(base=c.slope, inner=1),
    CATALOGUE["power-of-derivative"]: lambda c: c.product(
        front=1, base=c.slope, exponent=c.n, inner=1
    ),
    CATALOGUE["inner-derivative-at-wrong-point"].asking(
        "At which value is the inner derivative taken, x or g(x)?"
    ): lambda c: c.product(inner=c.g.df(c.value)),
    CATALOGUE["sum-not-product"]: lambda c: c.product(inner=1) + c.slope,
    CATALOGUE["inner-function-not-derivative"].asking(
        "Is it g or g′ that comes in as the inner factor?"
    ): lambda c: c.product(inner=c.value),
    CATALOGUE["sign"].asking("What in this product could turn the sign?"): lambda c: -c.product(),
    CATALOGUE["outer-function-not-derivative"].asking(
        "Is it the power or its derivative that comes in as the outer factor?"
    ): lambda c: c.product(front=1, exponent=c.n),
    CATALOGUE["value-of-power"]: lambda c: c.product(front=1, exponent=c.n, inner=1),
    CATALOGUE["exponent-without-brackets"]: lambda c: c.product(exponent=c.n, inner=1) - c.slope,
}


class TestPower(Question):
    """power_derivative(g, dg, n, x): the slope of g(x)ⁿ, for any exponent."""

    id = "02-chain-rule/power"
    parts = {"whole n": 1, "negative n": 1, "fractional n": 1}
    cases = 9

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Power:
        """Draw g(x) of either sign for whole n; a root needs numbers above 0, also for mistakes.

        With 0 and 1 as exponents some mistakes make no difference.
        """
        n = (3, 4, 0, 1, -2, -3, 0.5, 2.5, -1.5)[number]
        while True:
            case = Power(any_curve(rng), n, float(rng.uniform(-2.5, 2.5)))
            numbers = np.array([case.value, case.x, case.slope])
            if np.abs(numbers).min() < 0.2 or (numbers[0] < 0) != (n in (3, 4, -2)):
                continue
            if n % 1 and numbers.min() < 0:
                continue
            mistaken = (gives(case) for gives in MISTAKES.values())
            if n in (0, 1) or all_show(case.product(), mistaken):
                return case

    @staticmethod
    def call(answer: Answer, case: Power) -> Mapping[str, Any]:
        part = "fractional n" if case.n % 1 else "negative n" if case.n < 0 else "whole n"
        slope = answer.call("power_derivative", case.g.f, case.g.df, case.n, case.x)
        return {part: slope}

    def test_derivative(self, case: Power, got: Mapping[str, Any], judge: Judge) -> None:
        (part,) = got
        mistakes = about(MISTAKES, case, then=lambda slope: {part: slope})
        judge(got, {part: case.reference}, mistakes=mistakes)
