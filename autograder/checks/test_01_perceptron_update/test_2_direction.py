"""The way in which each parameter should move, before any calculus."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Unreadable,
    about,
    name_values,
    times,
    to_numbers,
)

from .cases import threshold

NO_DIRECTION = "there is a number that stands for neither direction: only its sign is asked for."

MISTAKES: Table = {CATALOGUE["gradient-direction"]: lambda right: times(-1, right)}


def _read_directions(values: Any) -> Any:
    """Return values as they are, but for numbers that are neither of the two directions."""
    try:
        directions = np.isclose(np.abs(to_numbers(values)), 1)
    except AnswerError:
        return values
    return values if directions.all() else Unreadable(NO_DIRECTION)


class TestDirection(Question):
    """direction: which way each weight and the bias of the lecture's example should move."""

    id = "01-perceptron-update/direction"
    parts = {"weights": 1, "bias": 1}
    function = "direction"
    cases = 1

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, Any]:
        x, y, z = np.array([-1, -2, 3]), 1, -12
        error = threshold(z) - y
        return {"weights": np.sign(-error * x), "bias": np.sign(-error)}

    @classmethod
    def call(cls, answer: Answer, case: Mapping[str, Any]) -> dict[str, Any]:
        w1, w2, w3, b = name_values(answer.value(cls.function), "w1", "w2", "w3", "b").values()
        return {"weights": _read_directions([w1, w2, w3]), "bias": _read_directions(b)}

    def test_signs(self, case: Mapping[str, Any], got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, case, mistakes=about(MISTAKES, case))
