"""The way in which each parameter should move, before any calculus."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Answer,
    Judge,
    Question,
    Table,
    about,
    name_values,
    times,
)

from .cases import threshold

MISTAKES: Table = {CATALOGUE["gradient-direction"]: lambda right: times(-1, right)}


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
        return {"weights": [w1, w2, w3], "bias": b}

    def test_signs(self, case: Mapping[str, Any], got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, case, mistakes=about(MISTAKES, case))
