"""The derivative of a product, path by path."""

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


LOST = "what comes along one path alone."
HOW_MANY = "Along how many paths does x reach the product?"
PUT_TOGETHER = "made of the right pieces, put together in another way."
ALONG = "What do you do along a path, and what where paths meet?"
TWICE = "Is what comes along the second path the same as along the first?"
SIGN = "Does one path take away from what the other brings?"
CHAIN = "Do a and b come one after the other here, or side by side?"
FACTOR = "On the way through a, which factor does the product multiply it with?"

MISTAKES: dict[Mistake, Callable[[Paths], float]] = {
    Mistake("C14", "only the path through a", LOST, HOW_MANY): lambda c: c.by_a,
    Mistake("C14", "only the path through b", LOST, HOW_MANY): lambda c: c.by_b,
    Mistake("C27", "the path through a twice", "as if both paths were one.", TWICE): (
        lambda c: 2 * c.by_a
    ),
    Mistake("C27", "the path through b twice", "as if both paths were one.", TWICE): (
        lambda c: 2 * c.by_b
    ),
    Mistake("C29", "derivatives multiplied", "the product of the two derivatives.", HOW_MANY): (
        lambda c: c.da * c.db
    ),
    Mistake("C30", "derivatives added", "the derivative of another combination.", FACTOR): (
        lambda c: c.da + c.db
    ),
    Mistake("C6", "sum and product exchanged", PUT_TOGETHER, ALONG): (
        lambda c: (c.da + c.b) * (c.db + c.a)
    ),
    Mistake("C6", "paths multiplied", PUT_TOGETHER, ALONG): lambda c: c.by_a * c.by_b,
    Mistake("C6", "everything added", PUT_TOGETHER, ALONG): lambda c: c.da + c.b + c.db + c.a,
    Mistake("C7", "each function with its own derivative", "made of wrong pairs.", FACTOR): (
        lambda c: c.da * c.a + c.db * c.b
    ),
    opposite("C8", "What in this sum could turn the sign?"): lambda c: -c.by_a - c.by_b,
    Mistake("C31", "path through b taken away", "a difference of the two paths.", SIGN): (
        lambda c: c.by_a - c.by_b
    ),
    Mistake("C31", "path through a taken away", "a difference of the two paths.", SIGN): (
        lambda c: c.by_b - c.by_a
    ),
    Mistake("C31", "rule of the quotient", "a difference of the two paths.", SIGN): (
        lambda c: (c.by_a - c.by_b) / c.b**2
    ),
    Mistake("C32", "a of b", "the derivative of a chain.", CHAIN): (
        lambda c: c.left.df(c.b) * c.db
    ),
    Mistake("C32", "b of a", "the derivative of a chain.", CHAIN): (
        lambda c: c.right.df(c.a) * c.da
    ),
    Mistake(
        "C19",
        "value in place of the derivative",
        "the value of the product itself.",
        "Is it the product or its slope that is asked for?",
    ): lambda c: c.a * c.b,
    Mistake(
        "C33",
        "derivatives at another function's value",
        "made of factors that have been taken at another point.",
        "Both functions are functions of x. At which value are their derivatives taken?",
    ): lambda c: c.left.df(c.a) * c.b + c.right.df(c.b) * c.a,
    Mistake(
        "C34",
        "x as one more factor",
        "the reference times a number that does not belong there.",
        "Does x itself come in, or only what the functions make of it?",
    ): lambda c: c.x * (c.by_a + c.by_b),
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
