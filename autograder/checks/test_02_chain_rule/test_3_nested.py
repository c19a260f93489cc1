"""The derivative of a function within a function by one of its letters."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, ByHand, ClosedForm, Table, oracle, to_number
from .cases import Curve, all_show, any_curve, between, mistaken


@dataclass(frozen=True)
class Nested:
    """What `nested_derivative` is given, and f.

    z = 3 f(v), v = g(u) + 6, u = wx + 4; `slope` is g′(u).
    """

    w: float
    x: float
    f: Curve
    g: Curve

    @property
    def wx(self) -> float:
        return self.w * self.x

    @property
    def u(self) -> float:
        return self.wx + 4

    @property
    def v(self) -> float:
        return self.g.f(self.u) + 6

    @property
    def slope(self) -> float:
        return self.g.df(self.u)

    def product(self, **changed: float) -> float:
        """The product three · f′(v) · g′(u) · x; also at other points, or f′ and g′ changed."""
        p = {"three": 3, "v": self.v, "u": self.u, "x": self.x} | changed
        df, dg = p.get("df", self.f.df(p["v"])), p.get("dg", self.g.df(p["u"]))
        return p["three"] * df * dg * p["x"]

    @cached_property
    def reference(self) -> np.ndarray:
        """∂z/∂w by the oracle."""
        return oracle.gradient(lambda w: 3 * self.f.f(self.g.f(w * self.x + 4) + 6), self.w)


F_AT_SLOPE = CATALOGUE["outer-derivative-at-inner-derivative"]
F_ELSEWHERE = CATALOGUE["outer-derivative-at-wrong-point"]
G_ELSEWHERE = CATALOGUE["inner-derivative-at-wrong-point"]
DROPPED = CATALOGUE["constants-dropped"]
KEPT = CATALOGUE["constants-kept"]
SUM = CATALOGUE["sum-not-product"]
INPUT_MISSING = CATALOGUE["input-missing"].asking("How fast does the innermost step change with w?")
G_NOT_SLOPE = CATALOGUE["inner-function-not-derivative"].asking(
    "Is it g or g′ that comes in as a factor?"
)

MISTAKES: Table = {
    INPUT_MISSING: lambda c: c.product(x=1),
    CATALOGUE["constant-factor-missing"]: lambda c: c.product(three=1),
    CATALOGUE["inner-derivative-missing"]: lambda c: c.product(dg=1),
    CATALOGUE["outer-derivative-missing"]: lambda c: c.product(df=1),
    F_AT_SLOPE.with_variant("f′ at g′ + 6, no g′ beside it"): (
        lambda c: c.product(v=c.slope + 6, dg=1)
    ),
    F_AT_SLOPE.with_variant("f′ at g′ + 6"): lambda c: c.product(v=c.slope + 6),
    F_AT_SLOPE.with_variant("f′ at g′"): lambda c: c.product(v=c.slope),
    F_AT_SLOPE.with_variant("f′ at g′, no g′ beside it"): lambda c: c.product(v=c.slope, dg=1),
    DROPPED.with_variant("6"): lambda c: c.product(v=c.g.f(c.u)),
    DROPPED.with_variant("4"): lambda c: c.product(v=c.g.f(c.wx) + 6, u=c.wx),
    DROPPED.with_variant("4 in g′"): lambda c: c.product(u=c.wx),
    DROPPED.with_variant("4 and 6"): lambda c: c.product(v=c.g.f(c.wx), u=c.wx),
    F_ELSEWHERE.with_variant("at what g is taken of"): lambda c: c.product(v=c.u),
    F_ELSEWHERE.with_variant("without g in between"): lambda c: c.product(v=c.u + 6),
    F_ELSEWHERE.with_variant("at wx"): lambda c: c.product(v=c.wx),
    F_ELSEWHERE.with_variant("at w"): lambda c: c.product(v=c.w),
    G_ELSEWHERE.with_variant("at what f is taken of"): lambda c: c.product(u=c.v),
    G_ELSEWHERE.with_variant("at g"): lambda c: c.product(u=c.g.f(c.u)),
    G_ELSEWHERE.with_variant("at w"): lambda c: c.product(u=c.w),
    G_ELSEWHERE.with_variant("at x"): lambda c: c.product(u=c.x),
    CATALOGUE["functions-exchanged"]: lambda c: c.product(df=c.g.df(c.v), dg=c.f.df(c.u)),
    CATALOGUE["derivative-by-another-letter"]: lambda c: c.product(x=c.w),
    CATALOGUE["innermost-function-not-derivative"]: lambda c: c.product(x=c.wx),
    KEPT.with_variant("6"): lambda c: c.product(dg=c.slope + 6),
    KEPT.with_variant("4"): lambda c: c.product(x=c.x + 4),
    KEPT.with_variant("4 and 6"): lambda c: c.product(dg=c.slope + 6, x=c.x + 4),
    SUM.with_variant("f′ and g′"): lambda c: c.product(df=c.f.df(c.v) + c.slope, dg=1),
    SUM.with_variant("f′, g′ and x"): lambda c: 3 * (c.f.df(c.v) + c.slope + c.x),
    G_NOT_SLOPE: lambda c: c.product(dg=c.g.f(c.u)),
    CATALOGUE["sign"].asking("What in this product could turn the sign?"): lambda c: -c.product(),
}


class TestNested(ClosedForm):
    """nested_derivative(w, x, df, g, dg): ∂z/∂w of z = 3 f(g(wx + 4) + 6)."""

    id = "02-chain-rule/nested"
    parts = {"derivative": 4}
    function = "nested_derivative"
    mistakes = MISTAKES
    by_hand = ByHand(slopes=lambda c: [c.f.df, c.g.df], most=lambda c: 4)

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Nested:
        """Letters of either sign; in one case they are whole, in one NumPy's numbers.

        A slope close to 0 would make rounding count. Every other result is below 0.
        """
        kind = (float, round, np.float64, float)[number]
        while True:
            w, x = kind(between(rng, 0.6, 2.6)), kind(between(rng, 1.6, 3.4))
            case = Nested(w, x, any_curve(rng), any_curve(rng))
            slopes = np.abs([case.f.df(case.v), case.slope])
            as_asked = slopes.min() > 0.2 and (case.product() < 0) == bool(number % 2)
            if as_asked and all_show(case.product(), mistaken(MISTAKES, case)):
                return case

    @staticmethod
    def arguments(case: Nested) -> tuple:
        return case.w, case.x, case.f.df, case.g.f, case.g.df

    @staticmethod
    def solve(w: Any, x: Any, df: Callable, g: Callable, dg: Callable) -> float:
        return Nested(to_number(w), to_number(x), Curve(df, df), Curve(g, dg)).product()
