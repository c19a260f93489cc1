"""A learning rate that falls with time."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

OTHER_START = Mistake(
    "M57",
    "another first rate",
    "right up to one factor for all times.",
    "What is the rate at the very first time?",
)

MISTAKES: dict[Mistake, Callable[[int], float]] = {
    Mistake(
        "M5",
        "time counted from 0",
        "the rate of the time after this one.",
        "At which number does t begin here?",
    ): lambda t: 0.1 / (t + 1),
    Mistake(
        "M53", "constant rate", "the same at all times.", "What becomes of the rate as t grows?"
    ): lambda t: 0.1,
    Mistake(
        "M54",
        "root of the time",
        "falling too slowly.",
        "Compare the rates of two times of which one is four times the other.",
    ): lambda t: 0.1 / t**0.5,
    Mistake(
        "M55",
        "square of the time",
        "falling too fast.",
        "Compare the rates of two times of which one is twice the other.",
    ): lambda t: 0.1 / t**2,
    Mistake(
        "M56", "rising rate", "growing with time.", "Should later steps be longer or shorter?"
    ): lambda t: 0.1 * t,
    OTHER_START: lambda t: 1 / t,
    Mistake(
        OTHER_START.code, "a tenth of the rate", OTHER_START.relation, OTHER_START.place
    ): lambda t: 0.01 / t,
    Mistake(
        "M58",
        "halved every time",
        "falling by the same factor each time.",
        "Is it a power of a number, or a quotient by the time?",
    ): lambda t: 0.1 * 0.5 ** (t - 1),
    Mistake(
        "M58",
        "power of the first rate",
        "falling by the same factor each time.",
        "Is it a power of a number, or a quotient by the time?",
    ): lambda t: 0.1**t,
    Mistake(
        "M59",
        "time added below",
        "right in the beginning at best.",
        "What is below the fraction bar, the time itself or something with it?",
    ): lambda t: 0.1 / (1 + 0.1 * t),
    Mistake(
        "M60", "whole quotient", "0 at all times.", "Which division keeps what is behind the point?"
    ): lambda t: 0.1 // t,
    Mistake(
        "M61",
        "rounded",
        "right at first and 0 later.",
        "Is anything rounded on the way?",
    ): lambda t: round(0.1 / t, 2),
}  # fmt: skip


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
