"""A chain of any length: its value and its derivative."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    ByHand,
    ClosedForm,
    Judge,
    Table,
    Values,
    about,
    all_agree,
    oracle,
    to_number,
)
from .cases import Curve, all_show, any_curve, between, mistaken


@dataclass(frozen=True)
class Chain:
    """What `chain` is given; the first curve is applied first."""

    curves: tuple[Curve, ...]
    x: float

    def walk(self, x: Any) -> list[Any]:
        """x, and what each function makes of the value before."""
        way = [x]
        for curve in self.curves:
            way.append(curve.f(way[-1]))
        return way

    @cached_property
    def values(self) -> list[float]:
        """All values on the way from the x that is given."""
        return self.walk(self.x)

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The value, and the derivative by the oracle."""
        slope = oracle.gradient(lambda x: self.walk(x)[-1], self.x)
        return {"value": np.asarray(self.values[-1]), "derivative": slope}

    def slopes(self, at: list[float]) -> list[float]:
        """Every function's derivative, each at its own one of some points."""
        return [curve.df(point) for curve, point in zip(self.curves, at, strict=True)]

    def slopes_at(self, point: float) -> list[float]:
        """Every function's derivative at the same point."""
        return self.slopes([point] * len(self.curves))

    @cached_property
    def factors(self) -> list[float]:
        """The right factors of the derivative, the first function's first."""
        return self.slopes(self.values[:-1])

    def with_curves(self, curves: tuple[Curve, ...]) -> dict[str, float]:
        """Value and derivative of a chain of other curves."""
        other = Chain(curves, self.x)
        return {"value": other.values[-1], "derivative": prod(other.factors)}


MISSING = CATALOGUE["function-missing"]
EXCHANGED = CATALOGUE["value-and-derivative-exchanged"]
SIDE_BY_SIDE = CATALOGUE["functions-not-composed"]
FACTORS_MISSING = CATALOGUE["factors-missing"]

COMPOSITIONS: Table = {
    CATALOGUE["last-function-first"]: lambda c: c.with_curves(c.curves[::-1]),
    CATALOGUE["every-function-at-input"]: lambda c: {
        "value": c.curves[-1].f(c.x),
        "derivative": prod(c.slopes_at(c.x)),
    },
    MISSING.with_variant("the last"): lambda c: c.with_curves(c.curves[:-1]),
    MISSING.with_variant("the first"): lambda c: c.with_curves(c.curves[1:]),
}
"""Where a mistake leads the value, and the derivative that is right from there on."""

VALUES: Table = {
    EXCHANGED: lambda c: prod(c.factors),
    SIDE_BY_SIDE.with_variant("multiplied"): lambda c: prod(curve.f(c.x) for curve in c.curves),
    SIDE_BY_SIDE.with_variant("added"): lambda c: sum(curve.f(c.x) for curve in c.curves),
}

SLOPES: Table = {
    EXCHANGED: lambda c: c.values[-1],
    FACTORS_MISSING.with_variant("first factor left out"): lambda c: prod(c.factors[1:]),
    FACTORS_MISSING.with_variant("last factor left out"): lambda c: prod(c.factors[:-1]),
    FACTORS_MISSING.with_variant("last factor alone"): lambda c: c.factors[-1],
    FACTORS_MISSING.with_variant("first factor alone"): lambda c: c.factors[0],
    CATALOGUE["every-derivative-at-input"]: lambda c: prod(c.slopes_at(c.x)),
    CATALOGUE["derivative-one-step-late"]: lambda c: prod(c.slopes(c.values[1:])),
    CATALOGUE["every-derivative-at-final-value"]: lambda c: prod(c.slopes_at(c.values[-1])),
    CATALOGUE["values-in-opposite-order"]: lambda c: prod(c.slopes(c.values[-2::-1])),
    CATALOGUE["sum-not-product"]: lambda c: sum(c.factors),
    CATALOGUE["functions-not-derivatives"]: lambda c: prod(c.values[1:]),
    CATALOGUE["sign"].asking("What in this product could turn the sign?"): (
        lambda c: -prod(c.factors)
    ),
    CATALOGUE["input-as-factor"].asking("With which number does a product of factors begin?"): (
        lambda c: c.x * prod(c.factors)
    ),
    CATALOGUE["product-from-zero"]: lambda c: 0.0,
    CATALOGUE["factors-added-to-one"]: lambda c: 1 + sum(c.factors),
}


class TestChain(ClosedForm):
    """chain(functions, derivatives, x): value and slope of a composition, one function or six."""

    id = "02-chain-rule/chain"
    parts = {"value": 2, "derivative": 3}
    cases = 5
    function = "chain"
    by_hand = ByHand(
        slopes=lambda c: [curve.df for curve in c.curves],
        # Some work out all values before it anew for each factor.
        most=lambda c: 4 * len(c.curves) ** 2,
        keeps=("value",),
    )

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Chain:
        """A single function hides many mistakes; from two on, every one shows.

        Two of the long chains fall and one rises, since a sign may get lost. One starts at a whole
        number.
        """
        length = (1, 2, 3, 6, 4)[number]
        while True:
            x = (round if number == 2 else float)(between(rng, 1.3, 2.8))
            case = Chain(tuple(any_curve(rng) for _ in range(length)), x)
            value, slope = case.values[-1], prod(case.factors)
            sizes = np.abs([*case.values, *case.factors, slope])
            turned = number > 1 and (slope < 0) != (number < 4)
            if sizes.min() < 0.2 or sizes.max() > 12 or turned:
                continue
            values = [led["value"] for led in mistaken(COMPOSITIONS, case)]
            values += mistaken(VALUES, case)
            slopes = mistaken(SLOPES, case)
            if length == 1 or (all_show(value, values) and all_show(slope, slopes)):
                return case

    @staticmethod
    def arguments(case: Chain) -> tuple:
        return [c.f for c in case.curves], [c.df for c in case.curves], case.x

    @staticmethod
    def solve(functions: list[Callable], derivatives: list[Callable], x: Any) -> tuple:
        c = Chain(tuple(map(Curve, functions, derivatives)), to_number(x))
        return c.values[-1], prod(c.factors)

    def test_answer(self, case: Chain, got: Values, judge: Judge) -> None:
        """The derivative is also right if it fits the values that a mistake has led to."""
        value, slope = ({part: case.reference[part]} for part in self.parts)
        judge(got, value, mistakes=about(COMPOSITIONS | VALUES, case))
        own = next((led for led in mistaken(COMPOSITIONS, case) if all_agree(got, led)), None)
        judge(got, slope, own, about(SLOPES, case))
