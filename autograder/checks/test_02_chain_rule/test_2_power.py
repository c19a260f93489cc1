"""The derivative of a power of a function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about, opposite
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


POINT = "a product with a factor that has been taken at another point."
WRONG = "a product with a wrong factor."
EXPONENT = "What does the power rule make of the exponent?"

MISTAKES: dict[Mistake, Callable[[Power], float]] = {
    Mistake(
        "C1",
        "inner derivative left out",
        "a product that lacks one of its factors.",
        "g changes with x too. Where does that come in?",
    ): lambda c: c.product(inner=1),
    Mistake(
        "C4",
        "exponent in front left out",
        "a product that lacks one of its factors.",
        "What does the power rule write in front?",
    ): lambda c: c.product(front=1),
    Mistake("C5", "exponent not lowered", WRONG, EXPONENT): lambda c: c.product(exponent=c.n),
    Mistake("C17", "exponent raised", WRONG, EXPONENT): lambda c: c.product(exponent=c.n + 1),
    Mistake("C17", "exponent lowered twice", WRONG, EXPONENT): (
        lambda c: c.product(exponent=c.n - 2)
    ),
    Mistake(
        "C22",
        "integrated in place of differentiated",
        "a product with wrong factors.",
        "Does the exponent grow or shrink when you differentiate, and what stands in front?",
    ): lambda c: c.product(front=1 / (c.n + 1), exponent=c.n + 1),
    Mistake(
        "C23",
        "lowered exponent in front",
        WRONG,
        "Which exponent is written in front, the one from before or the one from after?",
    ): lambda c: c.product(front=c.n - 1),
    Mistake(
        "C3",
        "outer derivative at x",
        POINT,
        "At which value is the outer derivative taken, x or g(x)?",
    ): lambda c: c.product(base=c.x),
    Mistake(
        "C12",
        "outer derivative at g′(x)",
        POINT,
        "At which value is the outer derivative taken, g(x) or g′(x)?",
    ): lambda c: c.product(base=c.slope),
    Mistake(
        "C12",
        "outer derivative at g′(x), and no other factor",
        POINT,
        "At which value is the outer derivative taken, g(x) or g′(x)?",
    ): lambda c: c.product(base=c.slope, inner=1),
    Mistake(
        "C20",
        "power of the derivative",
        "the power of a derivative, where the derivative of a power is asked for.",
        "Differentiate the power first: a derivative does not slip inside it.",
    ): lambda c: c.product(front=1, base=c.slope, exponent=c.n, inner=1),
    Mistake(
        "C21", "g′ at g(x)", POINT, "At which value is the inner derivative taken, x or g(x)?"
    ): lambda c: c.product(inner=c.g.df(c.value)),
    Mistake(
        "C6",
        "sum in place of a product",
        "made of the right factors, put together in another way.",
        "What does the chain rule do with its factors?",
    ): lambda c: c.product(inner=1) + c.slope,
    Mistake(
        "C7", "g in place of g′", WRONG, "Is it g or g′ that comes in as the inner factor?"
    ): lambda c: c.product(inner=c.value),
    opposite("C8", "What in this product could turn the sign?"): lambda c: -c.product(),
    Mistake(
        "C9",
        "power in place of its derivative",
        WRONG,
        "Is it the power or its derivative that comes in as the outer factor?",
    ): lambda c: c.product(front=1, exponent=c.n),
    Mistake(
        "C19",
        "value in place of the derivative",
        "the value of the power itself.",
        "Is it the power or its slope that is asked for?",
    ): lambda c: c.product(front=1, exponent=c.n, inner=1),
    Mistake(
        "C24",
        "brackets around the exponent left out",
        "a difference, where a product was expected.",
        "Which goes first in Python, the power or the minus? Try 2 ** 3 - 1.",
    ): lambda c: c.product(exponent=c.n, inner=1) - c.slope,
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
