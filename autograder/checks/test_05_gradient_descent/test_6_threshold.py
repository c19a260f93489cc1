"""The learning rate above which full-batch descent of a line's loss diverges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about
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


NO_SQUARE = Mistake(
    "M68",
    "singular value not squared",
    "what a singular value gives in place of a curvature.",
    "A curvature belongs to the square of the inputs. Does your number?",
)
CURVATURE = Mistake(
    "M69",
    "the curvature itself",
    "large where it should be small: the other way up.",
    "Should steep data have a larger limit or a smaller one?",
)
NO_MEAN = Mistake(
    "M65",
    "1/m left out",
    "the limit for another loss, a sum over the samples.",
    "Does this loss divide by m? Does your curvature?",
)
HALF_KEPT = Mistake(
    "M71",
    "½ in the curvature",
    "twice the reference.",
    "What does the second derivative make of the ½ in the loss?",
)

MISTAKES: dict[Mistake, Callable[[Data], Any]] = {
    Mistake(
        "M62",
        "one over the curvature",
        "half of the reference.",
        "With this rate one step goes to the very bottom. Where does it begin to diverge?",
    ): lambda c: c.rate / 2,
    Mistake(
        "M63",
        "smallest curvature",
        "the limit of the gentlest direction.",
        "Which direction is the first to diverge when the rate grows?",
    ): lambda c: 2 / c.curvatures[0],
    Mistake(
        "M64",
        "bias left out",
        "the limit for weights without a bias.",
        "w and b learn together. Which input does the bias have?",
    ): lambda c: 2 / curvatures(c.X)[-1],
    NO_MEAN: lambda c: c.rate / c.m,
    Mistake(
        "M66",
        "trace in place of the largest eigenvalue",
        "smaller than it has to be: all curvatures have been added up.",
        "Directions diverge one by one. Does it take the sum of their curvatures?",
    ): lambda c: 2 / c.curvatures.sum(),
    Mistake(
        "M67",
        "centred inputs",
        "the limit for data whose mean has been taken away.",
        "Does the loss know the mean of the inputs? Is it taken away anywhere?",
    ): lambda c: 2 / curvatures(c.X - c.X.mean(axis=0))[-1],
    Mistake(
        "M67",
        "covariance of the inputs",
        "the limit for data whose mean has been taken away.",
        "Does the loss know the mean of the inputs? Is it taken away anywhere?",
    ): lambda c: 2 / curvatures(c.X - c.X.mean(axis=0))[-1] * (c.m - 1) / c.m,
    NO_SQUARE: lambda c: 2 / np.linalg.norm(c.extended, 2),
    Mistake(NO_SQUARE.code, "singular value, mean", NO_SQUARE.relation, NO_SQUARE.place): (
        lambda c: 2 * c.m / np.linalg.norm(c.extended, 2)
    ),
    CURVATURE: lambda c: c.curvatures[-1],
    Mistake(CURVATURE.code, "half the curvature", CURVATURE.relation, CURVATURE.place): (
        lambda c: c.curvatures[-1] / 2
    ),
    HALF_KEPT: lambda c: 2 * c.rate,
    Mistake(
        "M72",
        "divided by the number of inputs",
        "the limit for a mean over the wrong axis.",
        "What does the loss average over, samples or inputs?",
    ): lambda c: c.rate * c.X.shape[1] / c.m,
    Mistake(
        "M72",
        "divided by the number of parameters",
        "the limit for a mean over the wrong axis.",
        "What does the loss average over, samples or inputs?",
    ): lambda c: c.rate * (c.X.shape[1] + 1) / c.m,
    Mistake(
        "M74",
        "fastest rate",
        "below the limit: it is a good rate, not the largest one.",
        "Does the limit depend on all directions, or on the steepest alone?",
    ): lambda c: 2 / (c.curvatures[-1] + c.curvatures[0]),
    Mistake(
        "M75",
        "longest row alone",
        "the limit for a single sample.",
        "The loss has the mean over all rows. Have all of them a say?",
    ): lambda c: 2 / (c.extended**2).sum(axis=1).max(),
}  # fmt: skip


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
