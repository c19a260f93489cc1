"""The derivative of a power of a function."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, Answer, ByHand, ClosedForm, Table, Values, asking, oracle, to_number
from .cases import Curve, all_show, any_curve, mistaken, raised_to_zero


@dataclass(frozen=True)
class Power:
    """What `power_derivative` is given; `value` is g(x), and `slope` g′(x)."""

    g: Curve
    n: float
    x: float

    @property
    def value(self) -> float:
        return self.g.f(self.x)

    @property
    def slope(self) -> float:
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


PLACES = {
    "inner-derivative-missing": "g changes with x too. Where does that come in?",
    "exponent-not-lowered": "What does the power rule make of the exponent?",
    "wrong-exponent": "What does the power rule make of the exponent?",
    "outer-derivative-at-wrong-point": "At which value is the outer derivative taken, x or g(x)?",
    "outer-derivative-at-inner-derivative": (
        "At which value is the outer derivative taken, g(x) or g′(x)?"
    ),
    "inner-derivative-at-wrong-point": "At which value is the inner derivative taken, x or g(x)?",
    "inner-function-not-derivative": "Is it g or g′ that comes in as the inner factor?",
    "sign": "What in this product could turn the sign?",
    "outer-function-not-derivative": (
        "Is it the power or its derivative that comes in as the outer factor?"
    ),
}
WRONG_EXPONENT = CATALOGUE["wrong-exponent"]
AT_SLOPE = CATALOGUE["outer-derivative-at-inner-derivative"]
POWER_OF_SLOPE = CATALOGUE["power-of-derivative"]
INTEGRAL = CATALOGUE["integral-not-derivative"]
NO_BRACKETS = CATALOGUE["exponent-without-brackets"]

MISTAKES: Table = {
    CATALOGUE["inner-derivative-missing"]: lambda c: c.product(inner=1),
    CATALOGUE["exponent-factor-missing"]: lambda c: c.product(front=1),
    CATALOGUE["exponent-not-lowered"]: lambda c: c.product(exponent=c.n),
    WRONG_EXPONENT.with_variant("raised"): lambda c: c.product(exponent=c.n + 1),
    WRONG_EXPONENT.with_variant("lowered twice"): lambda c: c.product(exponent=c.n - 2),
    INTEGRAL: lambda c: c.product(front=1 / (c.n + 1), exponent=c.n + 1),
    CATALOGUE["lowered-exponent-in-front"]: lambda c: c.product(front=c.n - 1),
    CATALOGUE["outer-derivative-at-wrong-point"]: lambda c: c.product(base=c.x),
    AT_SLOPE: lambda c: c.product(base=c.slope),
    AT_SLOPE.with_variant("no other factor"): lambda c: c.product(base=c.slope, inner=1),
    POWER_OF_SLOPE: lambda c: c.product(front=1, base=c.slope, exponent=c.n, inner=1),
    CATALOGUE["inner-derivative-at-wrong-point"]: lambda c: c.product(inner=c.g.df(c.value)),
    CATALOGUE["sum-not-product"]: lambda c: c.product(inner=1) + c.slope,
    CATALOGUE["inner-function-not-derivative"]: lambda c: c.product(inner=c.value),
    CATALOGUE["sign"]: lambda c: -c.product(),
    CATALOGUE["outer-function-not-derivative"]: lambda c: c.product(front=1, exponent=c.n),
    CATALOGUE["value-of-power"]: lambda c: c.product(front=1, exponent=c.n, inner=1),
    NO_BRACKETS: lambda c: c.product(exponent=c.n, inner=1) - c.slope,
}


class TestPower(ClosedForm):
    """power_derivative(g, dg, n, x): the slope of g(x)ⁿ, for any exponent."""

    id = "02-chain-rule/power"
    parts = {"whole n": 1, "negative n": 1, "fractional n": 1}
    cases = 12
    by_hand = ByHand(
        # Where the result is 0, nobody needs the slope.
        slopes=lambda c: [c.g.df] if c.n and c.value else [],
        most=lambda c: 4,
    )
    function = "power_derivative"
    mistakes = asking(MISTAKES, PLACES)

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Power:
        """Draw g(x) of either sign for whole n; a root needs numbers above 0, also for mistakes.

        With 0 and 1 as exponents some mistakes make no difference, and where g(x) is 0, only those
        that divide by it. In the last case x is whole.
        """
        n = (3, 4, 0, 1, -2, -3, 0.5, 2.5, -1.5, 2, 3, 2)[number]
        while True:
            x = float(rng.uniform(-2.5, 2.5)) if number < 11 else int(rng.choice([-3, -2, 2, 3]))
            case = Power(any_curve(rng), n, x)
            if number in (9, 10):
                return Power(raised_to_zero(case.g, x), n, x)
            numbers = np.array([case.value, case.x, case.slope])
            if np.abs(numbers).min() < 0.2 or (numbers[0] < 0) != (n in (3, 4, -2)):
                continue
            if n % 1 and numbers.min() < 0:
                continue
            if n in (0, 1) or all_show(case.product(), mistaken(MISTAKES, case)):
                return case

    @staticmethod
    def arguments(case: Power) -> tuple:
        return case.g.f, case.g.df, case.n, case.x

    @classmethod
    def call(cls, answer: Answer, case: Power) -> Values:
        part = "fractional n" if case.n % 1 else "negative n" if case.n < 0 else "whole n"
        return {part: answer.call(cls.function, *cls.arguments(case))}

    @staticmethod
    def solve(g: Callable, dg: Callable, n: Any, x: Any) -> float:
        n = to_number(n)
        return Power(Curve(g, dg), n, x).product() if n else 0.0
