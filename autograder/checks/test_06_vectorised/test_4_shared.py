"""A weight that is used twice."""

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


MISTAKES: dict[Mistake, Callable[[Shared], np.ndarray]] = {
    CATALOGUE["one-use-only"].with_variant("the last"): lambda c: c.last(),
    CATALOGUE["one-use-only"].with_variant("the first"): lambda c: c.first(),
    CATALOGUE["uses-side-by-side"].with_variant("the first first"): (
        lambda c: np.array([c.first(), c.last()])
    ),
    CATALOGUE["uses-side-by-side"].with_variant("the last first"): (
        lambda c: np.array([c.last(), c.first()])
    ),
    CATALOGUE["one-use-twice"].with_variant("the last"): lambda c: 2 * c.last(),
    CATALOGUE["one-use-twice"].with_variant("the first"): lambda c: 2 * c.first(),
    CATALOGUE["power-rule-for-matrix"].with_variant("W last"): lambda c: 2 * c.P @ c.W,
    CATALOGUE["power-rule-for-matrix"].with_variant("W first"): lambda c: 2 * c.W @ c.P,
    CATALOGUE["share-not-transposed"].with_variant("the first"): lambda c: c.P @ c.W + c.last(),
    CATALOGUE["share-not-transposed"].with_variant("the last"): lambda c: c.first() + c.W @ c.P,
    CATALOGUE["share-not-transposed"].with_variant("both"): lambda c: c.P @ c.W + c.W @ c.P,
    CATALOGUE["gradient-of-square"]: lambda c: c.P,
    CATALOGUE["mean-of-uses"]: lambda c: c.both() / 2,
    CATALOGUE["uses-subtracted"]: lambda c: c.first() - c.last(),
    CATALOGUE["input-of-both-uses"]: lambda c: c.first() + c.P,
    CATALOGUE["gradient-of-both-uses"]: lambda c: c.P + c.last(),
    CATALOGUE["transposed"].asking(
        "W is square, so its shape does not show it. Compare one entry."
    ): (lambda c: c.both().T),
    AVERAGED: lambda c: c.both() / len(c.X),
    OUTPUT: lambda c: c.both(np.einsum("ij,ik->jk", c.X, c.X @ c.W @ c.W)),
    SIGN: lambda c: -c.both(),
    CATALOGUE["shares-from-sums"]: lambda c: c.both(np.outer(c.X.sum(axis=0), c.G.sum(axis=0))),
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
