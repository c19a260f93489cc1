"""A chain of any length: its value and its derivative."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, agrees, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .curve import Curve, all_show, any_curve, between


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

    @cached_property
    def factors(self) -> list[float]:
        """The right factors of the derivative, the first function's first."""
        return self.slopes(self.values[:-1])

    def at(self, point: float) -> list[float]:
        """Every function's derivative at the same point."""
        return self.slopes([point] * len(self.curves))

    def of(self, curves: tuple[Curve, ...]) -> tuple[float, float]:
        """Value and derivative of a chain of other curves."""
        other = Chain(curves, self.x)
        return other.values[-1], prod(other.factors)


COURSES: dict[Mistake, Callable[[Chain], tuple[float, float]]] = {
    CATALOGUE["last-function-first"]: lambda c: c.of(c.curves[::-1]),
    CATALOGUE["every-function-at-input"]: lambda c: (c.curves[-1].f(c.x), prod(c.at(c.x))),
    CATALOGUE["function-missing"].with_variant("the last"): lambda c: c.of(c.curves[:-1]),
    CATALOGUE["function-missing"].with_variant("the first"): lambda c: c.of(c.curves[1:]),
}
"""Where a mistake leads the value, and the derivative that is right from there on."""

EXCHANGED = CATALOGUE["value-and-derivative-exchanged"]

VALUES: Mapping[Mistake, Callable[[Chain], float]] = {
    mistake: lambda c, leads=leads: leads(c)[0] for mistake, leads in COURSES.items()
} | {
    EXCHANGED: lambda c: prod(c.factors),
    CATALOGUE["functions-not-composed"].with_variant("multiplied"): (
        lambda c: prod(curve.f(c.x) for curve in c.curves)
    ),
    CATALOGUE["functions-not-composed"].with_variant("added"): (
        lambda c: sum(curve.f(c.x) for curve in c.curves)
    ),
}

BEGINS = "With which number does a product of factors begin?"

SLOPES: dict[Mistake, Callable[[Chain], float]] = {
    EXCHANGED: lambda c: c.values[-1],
    CATALOGUE["factors-missing"].with_variant("first factor left out"): lambda c: prod(
        c.factors[1:]
    ),
    CATALOGUE["factors-missing"].with_variant("last factor left out"): lambda c: prod(
        c.factors[:-1]
    ),
    CATALOGUE["factors-missing"].with_variant("last factor alone"): lambda c: c.factors[-1],
    CATALOGUE["factors-missing"].with_variant("first factor alone"): lambda c: c.factors[0],
    CATALOGUE["every-derivative-at-input"]: lambda c: prod(c.at(c.x)),
    CATALOGUE["derivative-one-step-late"]: lambda c: prod(c.slopes(c.values[1:])),
    CATALOGUE["every-derivative-at-final-value"]: lambda c: prod(c.at(c.values[-1])),
    CATALOGUE["values-in-opposite-order"]: lambda c: prod(c.slopes(c.values[-2::-1])),
    CATALOGUE["sum-not-product"]: lambda c: sum(c.factors),
    CATALOGUE["functions-not-derivatives"]: lambda c: prod(c.values[1:]),
    CATALOGUE["sign"].asking("What in this product could turn the sign?"): lambda c: (
        -prod(c.factors)
    ),
    CATALOGUE["input-as-factor"].asking(BEGINS): lambda c: c.x * prod(c.factors),
    CATALOGUE["product-from-zero"]: lambda c: 0.0,
    CATALOGUE["factors-added-to-one"]: lambda c: 1 + sum(c.factors),
}


class TestChain(Question):
    """chain(functions, derivatives, x): value and slope of a composition, one function or six."""

    id = "02-chain-rule/chain"
    parts = {"value": 2, "derivative": 3}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Chain:
        """A single function hides many mistakes; from two on, every one shows.

        Two of the long chains fall and one rises, since a sign may get lost.
        """
        length = (1, 2, 3, 6, 4)[number]
        while True:
            case = Chain(tuple(any_curve(rng) for _ in range(length)), between(rng, 1.3, 2.8))
            value, slope = case.values[-1], prod(case.factors)
            sizes = np.abs([*case.values, *case.factors, slope])
            turned = number > 1 and (slope < 0) != (number < 4)
            if sizes.min() < 0.2 or sizes.max() > 12 or turned:
                continue
            values, slopes = ([gives(case) for gives in t.values()] for t in (VALUES, SLOPES))
            if length == 1 or (all_show(value, values) and all_show(slope, slopes)):
                return case

    @staticmethod
    def call(answer: Answer, case: Chain) -> Mapping[str, Any]:
        functions, derivatives = [c.f for c in case.curves], [c.df for c in case.curves]
        return named(answer.call("chain", functions, derivatives, case.x), "value", "derivative")

    def test_value(self, case: Chain, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(VALUES, case, then=lambda value: {"value": value})
        judge(got, {"value": case.reference["value"]}, mistakes=mistakes)

    def test_derivative(self, case: Chain, got: Mapping[str, Any], judge: Judge) -> None:
        """The derivative is also right if it fits the values that a mistake has led to."""
        mistakes = about(SLOPES, case, then=lambda slope: {"derivative": slope})
        expected = {"derivative": case.reference["derivative"]}
        judge(got, expected, self._own_course(case, got), mistakes)

    @staticmethod
    def _own_course(case: Chain, got: Mapping[str, Any]) -> Mapping[str, Any] | None:
        led = (dict(zip(got, leads(case), strict=True)) for leads in COURSES.values())
        return next((c for c in led if all(agrees(got[part], c[part]) for part in got)), None)
