"""The gradient of the half mean squared error of a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about, times
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .unit import FORBIDDEN


@dataclass(frozen=True)
class Regression:
    """What `lms_gradient` is given."""

    w: np.ndarray
    b: float
    X: np.ndarray
    y: np.ndarray

    def loss(self, w: Any, b: Any) -> Any:
        """1/(2m) Σ (X w + b − y)²."""
        return ((self.X @ w + b - self.y) ** 2).sum() / (2 * len(self.y))

    def from_residual(self, residual: np.ndarray) -> dict[str, Any]:
        """What the gradient would be for another residual."""
        return {"dw": residual @ self.X / len(residual), "db": residual.mean()}

    @property
    def residual(self) -> np.ndarray:
        """X w + b − y, one for every row."""
        return self.X @ self.w + self.b - self.y

    @property
    def derived(self) -> dict[str, Any]:
        """The gradient by the formula."""
        return self.from_residual(self.residual)

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The gradient by the oracle."""
        return {
            "dw": oracle.gradient(lambda w: self.loss(w, self.b), self.w),
            "db": oracle.gradient(lambda b: self.loss(self.w, b), self.b),
        }


MISTAKES: dict[Mistake, Callable[[Regression], dict[str, Any]]] = {
    CATALOGUE["sign"]: lambda c: times(-1, c.derived),
    CATALOGUE["sum-not-mean"]: lambda c: times(len(c.y), c.derived),
    CATALOGUE["mean-taken-twice"]: lambda c: times(1 / len(c.y), c.derived),
    CATALOGUE["factor-two-kept"]: lambda c: times(2, c.derived),
    CATALOGUE["thresholded-linear-output"]: lambda c: c.from_residual((c.X @ c.w + c.b >= 0) - c.y),
    CATALOGUE["label-not-residual"]: lambda c: c.from_residual(-c.y),
    CATALOGUE["absolute-linear-residual"]: lambda c: c.from_residual(np.abs(c.residual)),
    CATALOGUE["weights-not-inputs"].asking(
        "By what is a residual multiplied for a weight?"
    ): lambda c: c.derived | {"dw": c.residual.mean() * c.w},
    CATALOGUE["bias-gradient-missing"]: lambda c: c.derived | {"db": 0.0},
    CATALOGUE["bias-gradient-from-inputs"]: lambda c: c.derived | {"db": c.derived["dw"].sum()},
    CATALOGUE["bias-gradient-summed"]: lambda c: c.derived | {"db": c.residual.sum()},
    CATALOGUE["residual-averaged-first"]: lambda c: {
        "dw": c.residual.mean() * c.X.mean(axis=0),
        "db": c.residual.mean(),
    },
    CATALOGUE["gradient-of-linear-output"]: lambda c: {"dw": c.X.mean(axis=0), "db": 1.0},
}


class TestLmsGradient(Question):
    """lms_gradient(w, b, X, y): the gradient of 1/(2m) Σ (X w + b − y)²."""

    id = "01-perceptron-update/lms_gradient"
    parts = {"dw": 1, "db": 1}
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Regression:
        m, d = ((3, 5), (7, 3), (4, 4), (6, 1))[number]
        return Regression(
            rng.normal(size=d), float(rng.normal()), rng.normal(size=(m, d)), rng.normal(size=m)
        )

    @staticmethod
    def call(answer: Answer, case: Regression) -> Mapping[str, Any]:
        return named(answer.call("lms_gradient", case.w, case.b, case.X, case.y), "dw", "db")

    def test_gradient(self, case: Regression, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, case.reference, mistakes=about(MISTAKES, case))
