"""A weight that is used twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about, transposed
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .affine import AVERAGED, OUTPUT, SIGN


@dataclass(frozen=True)
class Shared:
    """Z = X W W with one W in both places, and the gradient G = ∂J/∂Z that arrives.

    X (m, n), W (n, n), G (m, n).
    """

    X: np.ndarray
    W: np.ndarray
    G: np.ndarray

    @cached_property
    def reference(self) -> np.ndarray:
        """∂J/∂W, by the oracle."""
        return oracle.gradient(lambda W: (self.G * (self.X @ W @ W)).sum(), self.W)

    @property
    def P(self) -> np.ndarray:
        """What a single W in the place of both would get."""
        return np.einsum("ij,ik->jk", self.X, self.G)

    def first(self, P: np.ndarray | None = None) -> np.ndarray:
        """What W gets for its first use."""
        return np.einsum("ij,kj->ik", self.P if P is None else P, self.W)

    def last(self, P: np.ndarray | None = None) -> np.ndarray:
        """What W gets for its last use."""
        return np.einsum("ji,jk->ik", self.W, self.P if P is None else P)

    def both(self, P: np.ndarray | None = None) -> np.ndarray:
        """What W gets in all."""
        return self.first(P) + self.last(P)


ONE_SHARE, TWICE_ONE = "the share of one use alone.", "twice the share of one use."
POWER = "what the rule for the square of a number would give."
WHICH_PATHS = "On which paths does W reach Z? What becomes of what comes back on each?"
SIDE_BY_SIDE = "the shares of both uses, side by side."
ONE_MATRIX = "There is one W, and a gradient has its shape. What becomes of the shares?"
NOT_NUMBERS = "The rule for w² lets factors change places. May matrices do so?"
WRONG_WAY = "a sum in which a factor lies the wrong way round."
ENTRIES = "W is square, so shapes say nothing. Write out the sum for one entry of each share."
ONE_WRONG = "a sum of which one share is right and the other is not."

MISTAKES: dict[Mistake, Callable[[Shared], np.ndarray]] = {
    Mistake("V11", "last use alone", ONE_SHARE, WHICH_PATHS): lambda c: c.last(),
    Mistake("V11", "first use alone", ONE_SHARE, WHICH_PATHS): lambda c: c.first(),
    Mistake("V33", "first and last use not added up", SIDE_BY_SIDE, ONE_MATRIX): (
        lambda c: np.array([c.first(), c.last()])
    ),
    Mistake("V33", "last and first use not added up", SIDE_BY_SIDE, ONE_MATRIX): (
        lambda c: np.array([c.last(), c.first()])
    ),
    Mistake("V23", "twice the last use", TWICE_ONE, NOT_NUMBERS): lambda c: 2 * c.last(),
    Mistake("V23", "twice the first use", TWICE_ONE, NOT_NUMBERS): lambda c: 2 * c.first(),
    Mistake("V23", "power rule, W last", POWER, NOT_NUMBERS): lambda c: 2 * c.P @ c.W,
    Mistake("V23", "power rule, W first", POWER, NOT_NUMBERS): lambda c: 2 * c.W @ c.P,
    Mistake("T10", "first share not transposed", WRONG_WAY, ENTRIES): (
        lambda c: c.P @ c.W + c.last()
    ),
    Mistake("T10", "last share not transposed", WRONG_WAY, ENTRIES): (
        lambda c: c.first() + c.W @ c.P
    ),
    Mistake("T10", "no share transposed", WRONG_WAY, ENTRIES): lambda c: c.P @ c.W + c.W @ c.P,
    Mistake(
        "V24",
        "as if W were used once",
        "the gradient of the whole product W W.",
        "That tells how J changes with the product. How does the product change with W?",
    ): lambda c: c.P,
    Mistake(
        "V25",
        "mean of both uses",
        "half of the reference.",
        "If both uses change at once, does the effect add up or average out?",
    ): lambda c: c.both() / 2,
    Mistake(
        "V26",
        "difference of both uses",
        "the difference of both shares.",
        "With which sign do two paths to the same J come together?",
    ): lambda c: c.first() - c.last(),
    Mistake(
        "V27",
        "X as input of both uses",
        ONE_WRONG,
        "What flows into the second use of W?",
    ): lambda c: c.first() + c.P,
    Mistake(
        "V28",
        "dZ as gradient of both uses",
        ONE_WRONG,
        "The gradient that arrives at the first use has passed something. What?",
    ): lambda c: c.P + c.last(),
    transposed("V1", "W is square, so its shape does not show it. Compare one entry."): (
        lambda c: c.both().T
    ),
    AVERAGED: lambda c: c.both() / len(c.X),
    OUTPUT: lambda c: c.both(np.einsum("ij,ik->jk", c.X, c.X @ c.W @ c.W)),
    SIGN: lambda c: -c.both(),
    Mistake(
        "V10",
        "product of two sums",
        "made of two sums, where a sum of products is due.",
        "Is each sample's input multiplied by its own gradient before samples are added up?",
    ): lambda c: c.both(np.outer(c.X.sum(axis=0), c.G.sum(axis=0))),
}
"""dW, as each mistake would have it."""


class TestShared(Question):
    """shared_backward(X, W, dZ): the gradient of a W that stands in two places."""

    id = "06-vectorised/shared"
    parts = {"dW": 3}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Shared:
        m, n = ((3, 5), (4, 4), (6, 2), (5, 1), (1, 3))[number]
        scale = (1.0, 1.0, 20.0, 1.0, 0.01)[number]
        shapes = ((m, n), (n, n), (m, n))
        X, W, G = (rng.normal(size=shape) for shape in shapes)
        return Shared(X, W, scale * G)

    @staticmethod
    def call(answer: Answer, case: Shared) -> Mapping[str, Any]:
        return {"dW": answer.call("shared_backward", case.X, case.W, case.G)}

    def test_gradient(self, case: Shared, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda dW: {"dW": dW})
        judge(got, {"dW": case.reference}, mistakes=mistakes)
