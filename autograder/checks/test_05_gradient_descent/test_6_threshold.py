"""The learning rate above which full-batch descent of a line's loss diverges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION


def curvatures(X: np.ndarray) -> np.ndarray:
    """The eigenvalues of XᵀX/m, the smallest first."""
    return np.linalg.eigvalsh(X.T @ X / len(X))


@dataclass(frozen=True)
class Data:
    """The inputs, samples in rows."""

    X: np.ndarray

    @property
    def m(self) -> int:
        return len(self.X)

    @property
    def extended(self) -> np.ndarray:
        """X with a column of ones, the bias's input."""
        return np.column_stack([self.X, np.ones(self.m)])

    @cached_property
    def curvatures(self) -> np.ndarray:
        """Those of the loss, w and b together, the smallest first."""
        return curvatures(self.extended)

    @property
    def rate(self) -> float:
        """The limit: a step multiplies the error along the steepest direction by 1 − ηλ."""
        return float(2 / self.curvatures[-1])


NO_SQUARE = CATALOGUE["singular-value-not-squared"]
CURVATURE = CATALOGUE["curvature-not-inverted"]
NO_MEAN = CATALOGUE["curvature-of-sum"]
HALF_KEPT = CATALOGUE["half-in-curvature"]

MISTAKES: dict[Mistake, Callable[[Data], Any]] = {
    CATALOGUE["one-over-curvature"]: lambda c: c.rate / 2,
    CATALOGUE["smallest-curvature"]: lambda c: 2 / c.curvatures[0],
    CATALOGUE["curvature-without-bias"]: lambda c: 2 / curvatures(c.X)[-1],
    NO_MEAN: lambda c: c.rate / c.m,
    CATALOGUE["trace-not-largest-eigenvalue"]: lambda c: 2 / c.curvatures.sum(),
    CATALOGUE["curvature-with-centred-inputs"]: lambda c: (
        2 / curvatures(c.X - c.X.mean(axis=0))[-1]
    ),
    CATALOGUE["curvature-with-centred-inputs"].with_variant("covariance"): lambda c: (
        2 / curvatures(c.X - c.X.mean(axis=0))[-1] * (c.m - 1) / c.m
    ),
    NO_SQUARE: lambda c: 2 / np.linalg.norm(c.extended, 2),
    CATALOGUE["singular-value-not-squared"].with_variant("as for a mean"): (
        lambda c: 2 * c.m / np.linalg.norm(c.extended, 2)
    ),
    CURVATURE: lambda c: c.curvatures[-1],
    CATALOGUE["curvature-not-inverted"].with_variant("half of it"): (
        lambda c: c.curvatures[-1] / 2
    ),
    HALF_KEPT: lambda c: 2 * c.rate,
    CATALOGUE["curvature-averaged-over-columns"].with_variant("inputs"): lambda c: (
        c.rate * c.X.shape[1] / c.m
    ),
    CATALOGUE["curvature-averaged-over-columns"].with_variant("parameters"): lambda c: (
        c.rate * (c.X.shape[1] + 1) / c.m
    ),
    CATALOGUE["fastest-rate"]: lambda c: 2 / (c.curvatures[-1] + c.curvatures[0]),
    CATALOGUE["curvature-of-longest-row"]: lambda c: 2 / (c.extended**2).sum(axis=1).max(),
}


class TestThreshold(Question):
    """largest_stable_rate(X): 2/λ of the steepest direction of w and b together."""

    id = "05-gradient-descent/threshold"
    parts = {"rate": 2}
    cases = 4
    forbidden = (*DIFFERENTIATION, "nnlib.optim.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Data:
        """Inputs that are not centred, with all curvatures well above 0 and far apart."""
        m, d = ((7, 3), (5, 4), (9, 2), (4, 1))[number]
        while True:
            data = Data(rng.normal(size=(m, d)) * rng.uniform(0.5, 2, d) + rng.normal(size=d))
            gentle, steep = data.curvatures[[0, -1]]
            if 0.01 < gentle < steep / 4:
                return data

    @staticmethod
    def call(answer: Answer, case: Data) -> Mapping[str, Any]:
        return {"rate": answer.call("largest_stable_rate", case.X)}

    def test_limit(self, case: Data, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda rate: {"rate": np.float64(rate)})
        judge(got, {"rate": np.float64(case.rate)}, mistakes=mistakes)
