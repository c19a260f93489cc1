"""Counting the multiplications that backpropagation saves."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION


def cost_literal(L: int) -> int:
    """Every derivative from its long expression, each nested argument worked out anew."""
    return sum(cost_of_product(L, k) + sum(range(k, L + 1)) + k - 1 for k in range(1, L + 1))


def cost_of_product(L: int, k: int) -> int:
    """Multiplications in f′(z_L) w_L f′(z_{L−1}) … f′(z_k) a_{k−1}: one less than its factors."""
    slopes, weights, inputs = L - k + 1, L - k, 1
    return slopes + weights + inputs - 1


def cost_of_products(L: int) -> int:
    return sum(cost_of_product(L, k) for k in range(1, L + 1))


MISTAKES: dict[Mistake, Callable[[int, int], int]] = {
    CATALOGUE["residual-counted"]: lambda cost, L: cost + 1,
    CATALOGUE["forward-pass-not-counted"]: lambda cost, L: cost - L,
    CATALOGUE["half-of-layer-counted"]: lambda cost, L: cost - (L - 1),
}


class TestCost(Question):
    """multiplications(L): four ways to get all derivatives of a chain of L layers."""

    id = "03-three-layer/cost"
    parts = {"literal": 1, "one_forward_each": 1, "cached": 1, "backprop": 1}
    cases = 5
    forbidden = (*DIFFERENTIATION, "nnlib.costs.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> int:
        return int((1, 3, 10, rng.integers(4, 9), rng.integers(20, 60))[number])

    @staticmethod
    def call(answer: Answer, case: int) -> Mapping[str, Any]:
        return named(answer.call("multiplications", case), *TestCost.parts)

    def test_ways(self, case: int, got: Mapping[str, Any], judge: Judge) -> None:
        for way in self.parts:
            self.judge_way(way, case, got, judge)

    def judge_way(self, way: str, case: int, got: Mapping[str, Any], judge: Judge) -> None:
        forward, backward, products = case, (case - 1) + (case - 1) + case, cost_of_products(case)
        costs = {
            "literal": cost_literal(case),
            "one_forward_each": case * forward + products,
            "cached": forward + products,
            "backprop": forward + backward,
        }
        mistakes = about(MISTAKES, costs[way], case, then=lambda cost: {way: cost})
        judge(got, {way: costs[way]}, mistakes=mistakes)
