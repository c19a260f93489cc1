"""The derivative of a function within a function by one of its letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .curve import Curve, all_show, any_curve, between


@dataclass(frozen=True)
class Nested:
    """What `nested_derivative` is given, and f."""

    w: float
    x: float
    f: Curve
    g: Curve

    @property
    def u(self) -> float:
        """What g is taken of."""
        return self.w * self.x + 4

    @property
    def v(self) -> float:
        """What f is taken of."""
        return self.g.f(self.u) + 6

    def product(self, **changed: float) -> float:
        """The product three · outer · inner · x, some of these changed."""
        right = {"three": 3, "outer": self.f.df(self.v), "inner": self.g.df(self.u), "x": self.x}
        return prod((right | changed).values())

    @cached_property
    def reference(self) -> np.ndarray:
        """∂z/∂w by the oracle."""
        return oracle.gradient(lambda w: 3 * self.f.f(self.g.f(w * self.x + 4) + 6), self.w)


MISTAKES: dict[Mistake, Callable[[Nested], float]] = {
    CATALOGUE["input-missing"].asking("How fast does the innermost step change with w?"): (
        lambda c: c.product(x=1)
    ),
    CATALOGUE["constant-factor-missing"]: lambda c: c.product(three=1),
    CATALOGUE["inner-derivative-missing"]: lambda c: c.product(inner=1),
    CATALOGUE["outer-derivative-missing"]: lambda c: c.product(outer=1),
    CATALOGUE["outer-derivative-at-inner-derivative"].with_variant(
        "f′ at g′ + 6, no g′ beside it"
    ): (lambda c: c.product(outer=c.f.df(c.g.df(c.u) + 6), inner=1)),
    CATALOGUE["outer-derivative-at-inner-derivative"].with_variant("f′ at g′ + 6"): (
        lambda c: c.product(outer=c.f.df(c.g.df(c.u) + 6))
    ),
    CATALOGUE["outer-derivative-at-inner-derivative"].with_variant("f′ at g′"): lambda c: c.product(
        outer=c.f.df(c.g.df(c.u))
    ),
    CATALOGUE["outer-derivative-at-inner-derivative"].with_variant("f′ at g′, no g′ beside it"): (
        lambda c: c.product(outer=c.f.df(c.g.df(c.u)), inner=1)
    ),
    CATALOGUE["constants-dropped"].with_variant("6"): lambda c: c.product(outer=c.f.df(c.g.f(c.u))),
    CATALOGUE["constants-dropped"].with_variant("4"): (
        lambda c: c.product(outer=c.f.df(c.g.f(c.w * c.x) + 6), inner=c.g.df(c.w * c.x))
    ),
    CATALOGUE["constants-dropped"].with_variant("4 in g′"): (
        lambda c: c.product(inner=c.g.df(c.w * c.x))
    ),
    CATALOGUE["constants-dropped"].with_variant("4 and 6"): (
        lambda c: c.product(outer=c.f.df(c.g.f(c.w * c.x)), inner=c.g.df(c.w * c.x))
    ),
    CATALOGUE["outer-derivative-at-wrong-point"].with_variant("at what g is taken of"): lambda c: (
        c.product(outer=c.f.df(c.u))
    ),
    CATALOGUE["outer-derivative-at-wrong-point"].with_variant("without g in between"): (
        lambda c: c.product(outer=c.f.df(c.u + 6))
    ),
    CATALOGUE["outer-derivative-at-wrong-point"].with_variant("at wx"): lambda c: c.product(
        outer=c.f.df(c.w * c.x)
    ),
    CATALOGUE["outer-derivative-at-wrong-point"].with_variant("at w"): lambda c: c.product(
        outer=c.f.df(c.w)
    ),
    CATALOGUE["inner-derivative-at-wrong-point"].with_variant("at what f is taken of"): lambda c: (
        c.product(inner=c.g.df(c.v))
    ),
    CATALOGUE["inner-derivative-at-wrong-point"].with_variant("at g"): lambda c: c.product(
        inner=c.g.df(c.g.f(c.u))
    ),
    CATALOGUE["inner-derivative-at-wrong-point"].with_variant("at w"): lambda c: c.product(
        inner=c.g.df(c.w)
    ),
    CATALOGUE["inner-derivative-at-wrong-point"].with_variant("at x"): lambda c: c.product(
        inner=c.g.df(c.x)
    ),
    CATALOGUE["functions-exchanged"]: lambda c: c.product(outer=c.g.df(c.v), inner=c.f.df(c.u)),
    CATALOGUE["derivative-by-another-letter"]: lambda c: c.product(x=c.w),
    CATALOGUE["innermost-function-not-derivative"]: lambda c: c.product(x=c.w * c.x),
    CATALOGUE["constants-kept"].with_variant("6"): lambda c: c.product(inner=c.g.df(c.u) + 6),
    CATALOGUE["constants-kept"].with_variant("4"): lambda c: c.product(x=c.x + 4),
    CATALOGUE["constants-kept"].with_variant("4 and 6"): (
        lambda c: c.product(inner=c.g.df(c.u) + 6, x=c.x + 4)
    ),
    CATALOGUE["sum-not-product"].with_variant("f′ and g′"): (
        lambda c: c.product(outer=c.f.df(c.v) + c.g.df(c.u), inner=1)
    ),
    CATALOGUE["sum-not-product"].with_variant("f′, g′ and x"): (
        lambda c: 3 * (c.f.df(c.v) + c.g.df(c.u) + c.x)
    ),
    CATALOGUE["inner-function-not-derivative"].asking("Is it g or g′ that comes in as a factor?"): (
        lambda c: c.product(inner=c.g.f(c.u))
    ),
    CATALOGUE["sign"].asking("What in this product could turn the sign?"): lambda c: -c.product(),
}


class TestNested(Question):
    """nested_derivative(w, x, df, g, dg): ∂z/∂w of z = 3 f(g(wx + 4) + 6)."""

    id = "02-chain-rule/nested"
    parts = {"derivative": 4}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Nested:
        """Letters of either sign; in one case they are whole, in one NumPy's numbers.

        A slope close to 0 would make rounding count.
        """
        kind = (float, round, np.float64, float)[number]
        while True:
            w, x = kind(between(rng, 0.6, 2.6)), kind(between(rng, 1.6, 3.4))
            case = Nested(w, x, any_curve(rng), any_curve(rng))
            slopes = np.abs([case.f.df(case.v), case.g.df(case.u)])
            shows = all_show(case.product(), (gives(case) for gives in MISTAKES.values()))
            if shows and slopes.min() > 0.2:
                return case

    @staticmethod
    def call(answer: Answer, case: Nested) -> Mapping[str, Any]:
        given = case.w, case.x, case.f.df, case.g.f, case.g.df
        return {"derivative": answer.call("nested_derivative", *given)}

    def test_derivative(self, case: Nested, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"derivative": slope})
        judge(got, {"derivative": case.reference}, mistakes=mistakes)
