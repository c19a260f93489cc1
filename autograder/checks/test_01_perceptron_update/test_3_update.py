"""One step of the perceptron rule."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .unit import FORBIDDEN, RATES, STEP_MISTAKES, Example, eighths, threshold


class TestUpdate(Question):
    """update(w, b, x, y, eta): one step of the perceptron rule."""

    id = "01-perceptron-update/update"
    parts = {"w": 1, "b": 1}
    cases = 6
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Example:
        """Both errors, both kinds of right answer, z on the boundary, and one more error.

        In two cases it is the bias that decides.
        """
        y, z = ((0, 1.5), (1, -2.25), (1, 3.125), (0, -0.875), (0, 0.0), (1, -0.375))[number]
        w, x = eighths(rng, number + 2), eighths(rng, number + 2)
        while min(abs(x.sum()), abs(x.sum() - 1)) < 0.5 or (
            number in (2, 5) and threshold(w @ x) == threshold(z)
        ):
            w, x = eighths(rng, number + 2), eighths(rng, number + 2)
        return Example(w, float(z - w @ x), x, y, RATES[number % len(RATES)])

    @staticmethod
    def call(answer: Answer, case: Example) -> Mapping[str, Any]:
        return named(answer.call("update", case.w, case.b, case.x, case.y, case.eta), "w", "b")

    def test_step(self, case: Example, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, case.moved(case.error), mistakes=about(STEP_MISTAKES, case))
