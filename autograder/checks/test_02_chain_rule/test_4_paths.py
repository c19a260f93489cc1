"""The derivative of a product, path by path."""

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

from .curve import Curve, all_show, any_curve, between


@dataclass(frozen=True)
class Paths:
    """What `two_path_derivative` is given."""

    x: float
    left: Curve
    right: Curve

    @property
    def a(self) -> float:
        """a(x)."""
        return self.left.f(self.x)

    @property
    def b(self) -> float:
        """b(x)."""
        return self.right.f(self.x)

    @property
    def da(self) -> float:
        """a′(x)."""
        return self.left.df(self.x)

    @property
    def db(self) -> float:
        """b′(x)."""
        return self.right.df(self.x)

    @property
    def by_a(self) -> float:
        """What comes along the path through a."""
        return self.da * self.b

    @property
    def by_b(self) -> float:
        """What comes along the path through b."""
        return self.db * self.a

    @cached_property
    def reference(self) -> np.ndarray:
        """The derivative of the product by the oracle."""
        return oracle.gradient(lambda x: self.left.f(x) * self.right.f(x), float(self.x))


MISTAKES: dict[Mistake, Callable[[Paths], float]] = {
    CATALOGUE["one-path-only"].with_variant("path through a"): lambda c: c.by_a,
    CATALOGUE["one-path-only"].with_variant("path through b"): lambda c: c.by_b,
    CATALOGUE["one-path-twice"].with_variant("path through a"): lambda c: 2 * c.by_a,
    CATALOGUE["one-path-twice"].with_variant("path through b"): lambda c: 2 * c.by_b,
    CATALOGUE["derivatives-multiplied"]: lambda c: c.da * c.db,
    CATALOGUE["derivatives-added"]: lambda c: c.da + c.db,
    CATALOGUE["paths-confused"].with_variant("sum and product exchanged"): (
        lambda c: (c.da + c.b) * (c.db + c.a)
    ),
    CATALOGUE["paths-confused"].with_variant("paths multiplied"): lambda c: c.by_a * c.by_b,
    CATALOGUE["paths-confused"].with_variant("everything added"): lambda c: c.da + c.b + c.db + c.a,
    CATALOGUE["function-with-own-derivative"]: lambda c: c.da * c.a + c.db * c.b,
    CATALOGUE["sign"].asking("What in this sum could turn the sign?"): lambda c: -c.by_a - c.by_b,
    CATALOGUE["paths-subtracted"].with_variant("path through b"): lambda c: c.by_a - c.by_b,
    CATALOGUE["paths-subtracted"].with_variant("path through a"): lambda c: c.by_b - c.by_a,
    CATALOGUE["paths-subtracted"].with_variant("quotient rule"): (
        lambda c: (c.by_a - c.by_b) / c.b**2
    ),
    CATALOGUE["composed-not-multiplied"].with_variant("a of b"): lambda c: c.left.df(c.b) * c.db,
    CATALOGUE["composed-not-multiplied"].with_variant("b of a"): lambda c: c.right.df(c.a) * c.da,
    CATALOGUE["value-of-product"]: lambda c: c.a * c.b,
    CATALOGUE["derivatives-at-other-function"]: lambda c: (
        c.left.df(c.a) * c.b + c.right.df(c.b) * c.a
    ),
    CATALOGUE["input-as-factor"]: lambda c: c.x * (c.by_a + c.by_b),
}


class TestPaths(Question):
    """two_path_derivative(x, a, da, b, db): the slope of a(x)·b(x)."""

    id = "02-chain-rule/paths"
    parts = {"derivative": 3}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Paths:
        """x of either sign; in one case it is whole, in one NumPy's number."""
        kind = (float, round, np.float64, float)[number]
        while True:
            case = Paths(kind(between(rng, 1.3, 3.2)), any_curve(rng), any_curve(rng))
            slope = case.by_a + case.by_b
            if all_show(slope, (gives(case) for gives in MISTAKES.values())):
                return case

    @staticmethod
    def call(answer: Answer, case: Paths) -> Mapping[str, Any]:
        given = case.x, case.left.f, case.left.df, case.right.f, case.right.df
        return {"derivative": answer.call("two_path_derivative", *given)}

    def test_derivative(self, case: Paths, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"derivative": slope})
        judge(got, {"derivative": case.reference}, mistakes=mistakes)
