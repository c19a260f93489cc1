"""The derivative of a function within a function by one of its letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about, opposite
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


LACKS = "a product that lacks one of its factors."
POINT = "a product with a factor that has been taken at another point."
WRONG = "a product with a wrong factor."
SUM = "made of the right factors, put together in another way."
F_AT = "Write z step by step, with a name for every step. Which step is f taken of?"
G_AT = "Write z step by step, with a name for every step. Which step is g taken of?"
AT_SLOPE = "At which value is f′ taken, a step of z or one of its derivatives?"
DROPPED = "A constant has no derivative. Does it still move the point that you look at?"
KEPT = "How fast does a constant grow?"
FACTORS = "What does the chain rule do with its factors?"

MISTAKES: dict[Mistake, Callable[[Nested], float]] = {
    Mistake("C10", "x left out", LACKS, "How fast does the innermost step change with w?"): (
        lambda c: c.product(x=1)
    ),
    Mistake("C11", "constant in front left out", LACKS, "What stands in front of f?"): (
        lambda c: c.product(three=1)
    ),
    Mistake("C1", "g′ left out", LACKS, "Which function lies between f and w?"): (
        lambda c: c.product(inner=1)
    ),
    Mistake("C16", "f′ left out", LACKS, "Which function is the outermost one?"): (
        lambda c: c.product(outer=1)
    ),
    Mistake("C12", "f′ at g′ + 6, and no g′ beside it", POINT, AT_SLOPE): (
        lambda c: c.product(outer=c.f.df(c.g.df(c.u) + 6), inner=1)
    ),
    Mistake("C12", "f′ at g′ + 6", POINT, AT_SLOPE): (
        lambda c: c.product(outer=c.f.df(c.g.df(c.u) + 6))
    ),
    Mistake("C12", "f′ at g′", POINT, AT_SLOPE): lambda c: c.product(outer=c.f.df(c.g.df(c.u))),
    Mistake("C12", "f′ at g′, and no g′ beside it", POINT, AT_SLOPE): (
        lambda c: c.product(outer=c.f.df(c.g.df(c.u)), inner=1)
    ),
    Mistake("C13", "6 dropped", POINT, DROPPED): lambda c: c.product(outer=c.f.df(c.g.f(c.u))),
    Mistake("C13", "4 dropped", POINT, DROPPED): (
        lambda c: c.product(outer=c.f.df(c.g.f(c.w * c.x) + 6), inner=c.g.df(c.w * c.x))
    ),
    Mistake("C13", "4 dropped in g′", POINT, DROPPED): (
        lambda c: c.product(inner=c.g.df(c.w * c.x))
    ),
    Mistake("C13", "4 and 6 dropped", POINT, DROPPED): (
        lambda c: c.product(outer=c.f.df(c.g.f(c.w * c.x)), inner=c.g.df(c.w * c.x))
    ),
    Mistake("C3", "f′ at what g is taken of", POINT, F_AT): lambda c: c.product(outer=c.f.df(c.u)),
    Mistake("C3", "f′ without g in between", POINT, F_AT): (
        lambda c: c.product(outer=c.f.df(c.u + 6))
    ),
    Mistake("C3", "f′ at wx", POINT, F_AT): lambda c: c.product(outer=c.f.df(c.w * c.x)),
    Mistake("C3", "f′ at w", POINT, F_AT): lambda c: c.product(outer=c.f.df(c.w)),
    Mistake("C21", "g′ at what f is taken of", POINT, G_AT): lambda c: c.product(inner=c.g.df(c.v)),
    Mistake("C21", "g′ at g", POINT, G_AT): lambda c: c.product(inner=c.g.df(c.g.f(c.u))),
    Mistake("C21", "g′ at w", POINT, G_AT): lambda c: c.product(inner=c.g.df(c.w)),
    Mistake("C21", "g′ at x", POINT, G_AT): lambda c: c.product(inner=c.g.df(c.x)),
    Mistake(
        "C25",
        "f′ and g′ exchanged",
        "a product with factors that have been taken at other points.",
        "Which of f and g meets w first?",
    ): lambda c: c.product(outer=c.g.df(c.v), inner=c.f.df(c.u)),
    Mistake(
        "C26",
        "by x in place of w",
        "the derivative by another letter.",
        "By which letter do you differentiate, and what is constant then?",
    ): lambda c: c.product(x=c.w),
    Mistake(
        "C28",
        "wx in place of its derivative",
        WRONG,
        "How fast does the innermost step change with w?",
    ): lambda c: c.product(x=c.w * c.x),
    Mistake("C15", "6 kept", WRONG, KEPT): lambda c: c.product(inner=c.g.df(c.u) + 6),
    Mistake("C15", "4 kept", WRONG, KEPT): lambda c: c.product(x=c.x + 4),
    Mistake("C15", "4 and 6 kept", WRONG, KEPT): (
        lambda c: c.product(inner=c.g.df(c.u) + 6, x=c.x + 4)
    ),
    Mistake("C6", "f′ and g′ added", SUM, FACTORS): (
        lambda c: c.product(outer=c.f.df(c.v) + c.g.df(c.u), inner=1)
    ),
    Mistake("C6", "f′, g′ and x added", SUM, FACTORS): (
        lambda c: 3 * (c.f.df(c.v) + c.g.df(c.u) + c.x)
    ),
    Mistake("C7", "g in place of g′", WRONG, "Is it g or g′ that comes in as a factor?"): (
        lambda c: c.product(inner=c.g.f(c.u))
    ),
    opposite("C8", "What in this product could turn the sign?"): lambda c: -c.product(),
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
