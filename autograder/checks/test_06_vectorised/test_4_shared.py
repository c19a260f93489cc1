"""A weight that is used twice."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table, oracle, to_array
from .mistakes import SIGN


@dataclass(frozen=True)
class Shared:
    """Z = X W W with one W in both places, and the gradient G = ∂J/∂Z that arrives.

    X (m, n), W (n, n), G (m, n). P is what a single W in the place of both would get; `first` and
    `last` are what W gets for its first and last use, `both` is their sum.
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
        return np.einsum("ij,ik->jk", self.X, self.G)

    @property
    def first(self) -> np.ndarray:
        return np.einsum("ij,kj->ik", self.P, self.W)

    @property
    def last(self) -> np.ndarray:
        return np.einsum("ji,jk->ik", self.W, self.P)

    @property
    def both(self) -> np.ndarray:
        return self.first + self.last


TRANSPOSED = CATALOGUE["transposed"].asking(
    "W is square, so its shape does not show it. Compare one entry."
)
ONE_ONLY = CATALOGUE["one-use-only"]
ONE_TWICE = CATALOGUE["one-use-twice"]
SIDE_BY_SIDE = CATALOGUE["uses-side-by-side"]
POWER_RULE = CATALOGUE["power-rule-for-matrix"]
NOT_TRANSPOSED = CATALOGUE["share-not-transposed"]
OUTPUT = CATALOGUE["output-not-gradient"]
FROM_SUMS = CATALOGUE["shares-from-sums"]

MISTAKES: Table = {
    ONE_ONLY.with_variant("the last"): lambda c: c.last,
    ONE_ONLY.with_variant("the first"): lambda c: c.first,
    SIDE_BY_SIDE.with_variant("the first first"): lambda c: np.array([c.first, c.last]),
    SIDE_BY_SIDE.with_variant("the last first"): lambda c: np.array([c.last, c.first]),
    ONE_TWICE.with_variant("the last"): lambda c: 2 * c.last,
    ONE_TWICE.with_variant("the first"): lambda c: 2 * c.first,
    POWER_RULE.with_variant("W last"): lambda c: 2 * c.P @ c.W,
    POWER_RULE.with_variant("W first"): lambda c: 2 * c.W @ c.P,
    NOT_TRANSPOSED.with_variant("the first"): lambda c: c.P @ c.W + c.last,
    NOT_TRANSPOSED.with_variant("the last"): lambda c: c.first + c.W @ c.P,
    NOT_TRANSPOSED.with_variant("both"): lambda c: c.P @ c.W + c.W @ c.P,
    CATALOGUE["gradient-of-square"]: lambda c: c.P,
    CATALOGUE["mean-of-uses"]: lambda c: c.both / 2,
    CATALOGUE["uses-subtracted"]: lambda c: c.first - c.last,
    CATALOGUE["input-of-both-uses"]: lambda c: c.first + c.P,
    CATALOGUE["gradient-of-both-uses"]: lambda c: c.P + c.last,
    TRANSPOSED: lambda c: c.both.T,
    CATALOGUE["mean-not-sum"]: lambda c: c.both / len(c.X),
    OUTPUT: lambda c: replace(c, G=c.X @ c.W @ c.W).both,
    SIGN: lambda c: -c.both,
    CATALOGUE["cut-to-whole-numbers"]: lambda c: c.both.astype(c.W.dtype),
    FROM_SUMS: lambda c: replace(c, X=c.X.sum(axis=0)[None], G=c.G.sum(axis=0)[None]).both,
}
"""dW, as each mistake would have it."""


class TestShared(ClosedForm):
    """shared_backward(X, W, dZ): the gradient of a W that stands in two places."""

    id = "06-vectorised/shared"
    parts = {"dW": 3}
    cases = 6
    function = "shared_backward"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Shared:
        m, n = ((3, 5), (4, 4), (6, 2), (5, 1), (1, 3), (4, 3))[number]
        X, W, G = (rng.normal(size=shape) for shape in ((m, n), (n, n), (m, n)))
        if number == 5:
            return Shared(X, rng.integers(-4, 5, (n, n)), G)
        return Shared(X, W, (1.0, 1.0, 20.0, 1.0, 0.01)[number] * G)

    @staticmethod
    def solve(X: Any, W: Any, dZ: Any) -> np.ndarray:
        return Shared(*map(to_array, (X, W, dZ))).both
