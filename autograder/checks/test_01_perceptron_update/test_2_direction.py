"""The way in which each parameter should move, before any calculus."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, times
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .unit import threshold

GRADIENT_SIGNS = CATALOGUE["gradient-direction"]


class TestDirection(Question):
    """direction: which way each weight and the bias of the lecture's example should move."""

    id = "01-perceptron-update/direction"
    parts = {"weights": 1, "bias": 1}
    cases = 1

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> np.ndarray:
        x, y, z = np.array([-1, -2, 3]), 1, -12
        return np.sign((y - threshold(z)) * np.append(x, 1))

    @staticmethod
    def call(answer: Answer, case: np.ndarray) -> Mapping[str, Any]:
        w1, w2, w3, b = named(answer.value("direction"), "w1", "w2", "w3", "b").values()
        return {"weights": [w1, w2, w3], "bias": b}

    def test_signs(self, case: np.ndarray, got: Mapping[str, Any], judge: Judge) -> None:
        expected = {"weights": case[:3], "bias": case[3]}
        judge(got, expected, mistakes={GRADIENT_SIGNS: lambda: times(-1, expected)})
