"""A learning rate that falls with time."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

OTHER_START = CATALOGUE["another-first-rate"]

MISTAKES: dict[Mistake, Callable[[int], float]] = {
    CATALOGUE["time-from-zero"]: lambda t: 0.1 / (t + 1),
    CATALOGUE["constant-rate"]: lambda t: 0.1,
    CATALOGUE["decay-by-root-of-time"]: lambda t: 0.1 / t**0.5,
    CATALOGUE["decay-by-square-of-time"]: lambda t: 0.1 / t**2,
    CATALOGUE["rising-rate"]: lambda t: 0.1 * t,
    OTHER_START: lambda t: 1 / t,
    CATALOGUE["another-first-rate"].with_variant("a tenth"): lambda t: 0.01 / t,
    CATALOGUE["exponential-decay"].with_variant("halved every time"): lambda t: (
        0.1 * 0.5 ** (t - 1)
    ),
    CATALOGUE["exponential-decay"].with_variant("power of the first rate"): lambda t: 0.1**t,
    CATALOGUE["time-added-below"]: lambda t: 0.1 / (1 + 0.1 * t),
    CATALOGUE["integer-division"]: lambda t: 0.1 // t,
    CATALOGUE["rate-rounded"]: lambda t: round(0.1 / t, 2),
}


class TestSchedule(Question):
    """schedule(t): 0.1/t at early and late times."""

    id = "05-gradient-descent/schedule"
    parts = {"rate": 2}
    cases = 6
    forbidden = (*DIFFERENTIATION, "nnlib.optim.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> int:
        """The first two times, and later ones."""
        first, behind = ((1, 2), (2, 3), (3, 6), (6, 12), (12, 60), (200, 900))[number]
        return int(rng.integers(first, behind))

    @staticmethod
    def call(answer: Answer, case: int) -> Mapping[str, Any]:
        return {"rate": answer.call("schedule", case)}

    def test_rate(self, case: int, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda rate: {"rate": np.float64(rate)})
        judge(got, {"rate": np.float64(0.1 / case)}, mistakes=mistakes)
