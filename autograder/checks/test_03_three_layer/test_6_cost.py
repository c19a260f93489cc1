"""Counting the multiplications that backpropagation saves."""

from typing import Any, NamedTuple

import numpy as np

from ..common import (
    CATALOGUE,
    DIFFERENTIATION,
    Judge,
    Question,
    Table,
    Values,
    about,
)


def cost_literal(L: int) -> int:
    """Every derivative from its long expression, each nested argument worked out anew."""
    return sum(cost_of_product(L, k) + sum(range(k, L + 1)) + k - 1 for k in range(1, L + 1))


def cost_of_product(L: int, k: int) -> int:
    """Multiplications in f′(z_L) w_L f′(z_{L−1}) … f′(z_k) a_{k−1}: one less than its factors."""
    slopes, weights, inputs = L - k + 1, L - k, 1
    return slopes + weights + inputs - 1


def cost_of_products(L: int) -> int:
    return sum(cost_of_product(L, k) for k in range(1, L + 1))


class Cost(NamedTuple):
    """The right cost of one of the ways, for a chain of L layers."""

    cost: int
    L: int


MISTAKES: Table = {
    CATALOGUE["residual-counted"]: lambda c: c.cost + 1,
    CATALOGUE["forward-pass-not-counted"]: lambda c: c.cost - c.L,
    CATALOGUE["half-of-layer-counted"]: lambda c: c.cost - (c.L - 1),
}


class TestCost(Question):
    """multiplications(L): four ways to get all derivatives of a chain of L layers."""

    id = "03-three-layer/cost"
    parts = {"literal": 1, "one_forward_each": 1, "cached": 1, "backprop": 1}
    cases = 5
    function = "multiplications"
    forbidden = (*DIFFERENTIATION, "nnlib.costs.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> int:
        return int((1, 3, 10, rng.integers(4, 9), rng.integers(20, 60))[number])

    @staticmethod
    def reference(case: int) -> dict[str, int]:
        forward, backward, products = case, (case - 1) + (case - 1) + case, cost_of_products(case)
        return {
            "literal": cost_literal(case),
            "one_forward_each": case * forward + products,
            "cached": forward + products,
            "backprop": forward + backward,
        }

    def test_ways(self, case: int, got: Values, judge: Judge) -> None:
        for way, cost in self.reference(case).items():
            judge(got, {way: cost}, mistakes=about(MISTAKES, Cost(cost, case)))

    @staticmethod
    def solve(L: Any) -> tuple:
        return tuple(TestCost.reference(L).values())
