"""A bias that is added to every row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .bias import MISTAKES


@dataclass(frozen=True)
class Broadcast:
    """The gradient G = ∂J/∂Z (m, out) that arrives where a bias was added to every row."""

    G: np.ndarray

    @cached_property
    def reference(self) -> np.ndarray:
        """∂J/∂b, by the oracle."""
        m, width = self.G.shape
        return oracle.gradient(
            lambda b: (self.G * (np.zeros((m, width)) + b)).sum(), np.zeros(width)
        )


class TestBroadcast(Question):
    """bias_backward(dZ): the gradient of a bias that is added to every row."""

    id = "06-vectorised/broadcast"
    parts = {"db": 2}
    cases = 6

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Broadcast:
        """Different sizes, square, one output, one sample."""
        shape = ((3, 5), (4, 4), (6, 1), (1, 4), (7, 2), (5, 3))[number]
        return Broadcast((1.0, 1.0, 20.0, 1.0, 0.01, 1.0)[number] * rng.normal(size=shape))

    @staticmethod
    def rows(case: Broadcast) -> int:
        return len(case.G)

    @staticmethod
    def call(answer: Answer, case: Broadcast) -> Mapping[str, Any]:
        return {"db": answer.call("bias_backward", case.G)}

    def test_gradient(self, case: Broadcast, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case.G, then=lambda db: {"db": db})
        judge(got, {"db": case.reference}, mistakes=mistakes)
