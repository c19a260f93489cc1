"""The derivative of a root of a line."""

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

from .curve import all_show


@dataclass(frozen=True)
class Root:
    """Where the derivative of R(z) = √(5z − 8) is asked for."""

    z: float

    @property
    def u(self) -> float:
        """The inner value."""
        return 5 * self.z - 8

    def power(self, exponent: float, inner: float = 5.0) -> float:
        """What the product would be with another power of u, or another inner derivative."""
        return self.u**exponent / 2 * inner

    @cached_property
    def reference(self) -> np.ndarray:
        """R′(z) by the oracle."""
        return oracle.gradient(lambda z: np.sqrt(5 * z - 8), float(self.z))


RULE = "What does the power rule do to the exponent of a root?"

MISTAKES: dict[Mistake, Callable[[Root], float]] = {
    Mistake(
        "C1",
        "inner derivative left out",
        "a product that lacks one of its factors.",
        "How fast does what stands under the root grow with z?",
    ): lambda c: c.power(-1 / 2, inner=1),
    Mistake(
        "C2",
        "root taken twice",
        "right only where what stands under the root is 1.",
        "Write the root as a power before you differentiate. Is a root left after that?",
    ): lambda c: c.power(-1 / 4),
    Mistake(
        "C3",
        "outer derivative at z",
        "a product with a factor that has been taken at another point.",
        "At which value is the outer derivative taken, z or what stands under the root?",
    ): lambda c: c.z**-0.5 / 2 * 5,
    Mistake(
        "C4",
        "exponent in front left out",
        "twice the reference.",
        "Which number does the power rule write in front?",
    ): lambda c: 2 * c.power(-1 / 2),
    Mistake("C5", "exponent not lowered", "a product with a wrong factor.", RULE): (
        lambda c: c.power(1 / 2)
    ),
    Mistake("C17", "exponent lowered twice", "a product with a wrong factor.", RULE): (
        lambda c: c.power(-3 / 2)
    ),
    Mistake("C17", "exponent raised", "a product with a wrong factor.", RULE): (
        lambda c: c.power(3 / 2)
    ),
    Mistake(
        "C6",
        "sum in place of a product",
        "made of the right factors, put together in another way.",
        "What does the chain rule do with its factors?",
    ): lambda c: c.power(-1 / 2, inner=1) + 5,
    Mistake(
        "C7",
        "inner function in place of its derivative",
        "a product with a wrong factor.",
        "Is it the inner function or its derivative that comes in as a factor?",
    ): lambda c: c.power(-1 / 2, inner=c.u),
    opposite("C8", "Does R grow or fall with z?"): lambda c: -c.power(-1 / 2),
    Mistake(
        "C9",
        "outer function in place of its derivative",
        "a product with a wrong factor.",
        "Is it the root or its derivative that comes in as a factor?",
    ): lambda c: 2 * c.power(1 / 2),
    Mistake(
        "C12",
        "outer derivative at the inner derivative",
        "the same wherever it is asked for.",
        "At which value is the outer derivative taken, the inner function or its derivative?",
    ): lambda c: 5**-0.5 / 2 * 5,
    Mistake(
        "C20",
        "root of the inner derivative",
        "the same wherever it is asked for.",
        "Differentiate the root too: a derivative does not slip under it.",
    ): lambda c: 5**0.5,
    Mistake(
        "C13",
        "constant under the root dropped",
        "right for another line under the root.",
        "The constant has no derivative. Does it still move the point that you look at?",
    ): lambda c: (5 * c.z) ** -0.5 / 2 * 5,
    Mistake(
        "C15",
        "constant kept in the inner derivative",
        "a product with a wrong factor.",
        "How fast does a constant grow?",
    ): lambda c: c.power(-1 / 2, inner=5 - 8),
    Mistake(
        "C18",
        "upside down",
        "one divided by the reference.",
        "Is it R that changes with z here, or z that changes with R?",
    ): lambda c: 1 / c.power(-1 / 2),
    Mistake(
        "C19",
        "value in place of the derivative",
        "the value of R itself.",
        "Is it R or its slope that is asked for?",
    ): lambda c: 2 * c.power(1 / 2, inner=1),
}


class TestRoot(Question):
    """root_derivative(z): the slope of √(5z − 8), close to its left end and far from it."""

    id = "02-chain-rule/root"
    parts = {"derivative": 2}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Root:
        """Whole and other z, also as one of NumPy's numbers."""
        while True:
            low, high = ((12, 100), (0.15, 0.8), (1.2, 4), (10, 60), (60, 200))[number]
            z = (rng.uniform(low, high) + 8) / 5
            case = Root((round, float, float, np.float64, float)[number](z))
            if all_show(case.power(-1 / 2), (gives(case) for gives in MISTAKES.values())):
                return case

    @staticmethod
    def call(answer: Answer, case: Root) -> Mapping[str, Any]:
        return {"derivative": answer.call("root_derivative", case.z)}

    def test_derivative(self, case: Root, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"derivative": slope})
        judge(got, {"derivative": case.reference}, mistakes=mistakes)
