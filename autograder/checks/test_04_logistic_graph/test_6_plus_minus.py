"""The gradient of the same loss, for labels −1 and +1."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .batch import BOTH, NO_SIGMOID, SIZES, Batch, drawn, probability, softplus, visible


class Signed(Batch):
    """A batch whose labels are −1 and +1."""

    def loss(self, w: Any, b: Any) -> Any:
        """Mean −log P(y), P(y) = 1/(1 + e^(−yz))."""
        return softplus(-self.y * (self.X @ w + b)).sum() / self.m

    @property
    def slope(self) -> np.ndarray:
        """−y (1 − P(y))."""
        return -self.y * probability(-self.y * self.z)

    @property
    def P(self) -> np.ndarray:
        """P(y), of each row's own label."""
        return probability(self.y * self.z)

    @property
    def bits(self) -> np.ndarray:
        """The labels as 0 and 1."""
        return (self.y + 1) / 2

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The gradient by the oracle."""
        return {
            "dw": oracle.gradient(lambda w: self.loss(w, self.b), self.w),
            "db": oracle.gradient(lambda b: self.loss(self.w, b), self.b),
        }


MISTAKES: dict[Mistake, Callable[[Signed], dict[str, Any]]] = BOTH | {
    CATALOGUE["probability-of-own-label"]: lambda c: c.of_slope(-c.y * c.P),
    CATALOGUE["labels-zero-and-one"]: lambda c: c.of_slope(-c.bits * probability(-c.bits * c.z)),
    CATALOGUE["probability-of-one-class"]: lambda c: c.of_slope(-c.y * probability(-c.z)),
    CATALOGUE["gradient-for-labels-zero-and-one"]: lambda c: c.of_slope(probability(c.z) - c.y),
    CATALOGUE["label-missing-in-gradient"]: lambda c: c.of_slope(-probability(-c.y * c.z)),
    CATALOGUE["log-missing-in-gradient"]: lambda c: c.of_slope(-c.y * c.P * (1 - c.P)),
    NO_SIGMOID: lambda c: c.of_slope(c.z - c.y),
    CATALOGUE["misclassified-rows-only"]: lambda c: c.of_slope(-c.y * (c.y * c.z <= 0)),
    CATALOGUE["another-log-base"]: lambda c: c.of_slope(c.slope / np.log(10)),
}


class TestPlusMinus(Question):
    """plus_minus_gradient(X, y, w, b): the gradient of mean −log P(y) for labels −1 and +1."""

    id = "04-logistic-graph/plus_minus"
    parts = {"dw": 2, "db": 1}
    cases = len(SIZES)

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Signed:
        """Labels of both kinds, once whole numbers, and a row that is right, but only just."""
        while True:
            X, w, b = drawn(rng, number)
            y = rng.permutation(np.resize([1.0, -1.0, float(rng.choice([-1, 1]))], len(X)))
            case = Signed(X, y.astype(int) if number == 1 else y, w, b)
            margins = case.y * case.z
            if visible(case) and ((margins > 0.1) & (margins < 0.9)).any():
                return case

    @staticmethod
    def call(answer: Answer, case: Signed) -> Mapping[str, Any]:
        return named(answer.call("plus_minus_gradient", case.X, case.y, case.w, case.b), "dw", "db")

    def test_gradient(self, case: Signed, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, case.reference, mistakes=about(MISTAKES, case))
