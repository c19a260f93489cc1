"""The derivative of a product, path by path."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, ByHand, ClosedForm, Table, oracle, to_number
from .cases import Curve, all_show, any_curve, between, mistaken, raised_to_zero


@dataclass(frozen=True)
class Paths:
    """What `two_path_derivative` is given: x, and the functions a (left) and b (right).

    `a` is a(x), `da` is a′(x), and so for b; da · b comes along the path through a.
    """

    x: float
    left: Curve
    right: Curve

    @property
    def a(self) -> float:
        return self.left.f(self.x)

    @property
    def b(self) -> float:
        return self.right.f(self.x)

    @property
    def da(self) -> float:
        return self.left.df(self.x)

    @property
    def db(self) -> float:
        return self.right.df(self.x)

    @cached_property
    def reference(self) -> np.ndarray:
        """The derivative of the product by the oracle."""
        return oracle.gradient(lambda x: self.left.f(x) * self.right.f(x), float(self.x))


SIGN = CATALOGUE["sign"].asking("What in this sum could turn the sign?")
ONE_ONLY = CATALOGUE["one-path-only"]
ONE_TWICE = CATALOGUE["one-path-twice"]
CONFUSED = CATALOGUE["paths-confused"]
SUBTRACTED = CATALOGUE["paths-subtracted"]
COMPOSED = CATALOGUE["composed-not-multiplied"]
EXCHANGED = CATALOGUE["derivatives-at-other-function"]

MISTAKES: Table = {
    ONE_ONLY.with_variant("path through a"): lambda c: c.da * c.b,
    ONE_ONLY.with_variant("path through b"): lambda c: c.db * c.a,
    ONE_TWICE.with_variant("path through a"): lambda c: 2 * c.da * c.b,
    ONE_TWICE.with_variant("path through b"): lambda c: 2 * c.db * c.a,
    CATALOGUE["derivatives-multiplied"]: lambda c: c.da * c.db,
    CATALOGUE["derivatives-added"]: lambda c: c.da + c.db,
    CONFUSED.with_variant("sum and product exchanged"): lambda c: (c.da + c.b) * (c.db + c.a),
    CONFUSED.with_variant("paths multiplied"): lambda c: c.da * c.b * c.db * c.a,
    CONFUSED.with_variant("everything added"): lambda c: c.da + c.b + c.db + c.a,
    CATALOGUE["function-with-own-derivative"]: lambda c: c.da * c.a + c.db * c.b,
    SIGN: lambda c: -c.da * c.b - c.db * c.a,
    SUBTRACTED.with_variant("path through b"): lambda c: c.da * c.b - c.db * c.a,
    SUBTRACTED.with_variant("path through a"): lambda c: c.db * c.a - c.da * c.b,
    SUBTRACTED.with_variant("quotient rule"): lambda c: np.divide(
        c.da * c.b - c.db * c.a, c.b**2, where=c.b != 0, out=np.array(np.nan)
    ),
    COMPOSED.with_variant("a of b"): lambda c: c.left.df(c.b) * c.db,
    COMPOSED.with_variant("b of a"): lambda c: c.right.df(c.a) * c.da,
    CATALOGUE["value-of-product"]: lambda c: c.a * c.b,
    EXCHANGED: lambda c: c.left.df(c.a) * c.b + c.right.df(c.b) * c.a,
    CATALOGUE["input-as-factor"]: lambda c: c.x * (c.da * c.b + c.db * c.a),
}


class TestPaths(ClosedForm):
    """two_path_derivative(x, a, da, b, db): the slope of a(x)·b(x)."""

    id = "02-chain-rule/paths"
    parts = {"derivative": 3}
    cases = 6
    function = "two_path_derivative"
    mistakes = MISTAKES
    by_hand = ByHand(
        # What is multiplied by 0, nobody needs.
        slopes=lambda c: [df for df, by in ((c.left.df, c.b), (c.right.df, c.a)) if by],
        most=lambda c: 8,
    )

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Paths:
        """x of either sign; in one case it is whole, in one NumPy's number.

        Every other result is below 0. In the last cases one function is just 0 at x, which only
        those notice that divide by it.
        """
        if number >= 4:
            x, some, other = between(rng, 1.3, 3.2), any_curve(rng), any_curve(rng)
            some = raised_to_zero(some, x)
            return Paths(x, some, other) if number == 4 else Paths(x, other, some)
        kind = (float, round, np.float64, float)[number]
        while True:
            case = Paths(kind(between(rng, 1.3, 3.2)), any_curve(rng), any_curve(rng))
            right = case.da * case.b + case.db * case.a
            if (right < 0) == bool(number % 2) and all_show(right, mistaken(MISTAKES, case)):
                return case

    @staticmethod
    def arguments(case: Paths) -> tuple:
        return case.x, case.left.f, case.left.df, case.right.f, case.right.df

    @staticmethod
    def solve(x: Any, a: Callable, da: Callable, b: Callable, db: Callable) -> float:
        c = Paths(to_number(x), Curve(a, da), Curve(b, db))
        return c.da * c.b + c.db * c.a
