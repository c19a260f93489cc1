"""The side of the boundary that a point lies on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.judge import Judge
from autograder.mistakes import Mistake, about
from autograder.question import Question

from .unit import FORBIDDEN, eighths, threshold


@dataclass(frozen=True)
class Point:
    """A unit and a point whose z is known exactly."""

    w: np.ndarray
    b: float
    x: np.ndarray
    z: float


MISTAKES: dict[Mistake, Callable[[Point], Any]] = {
    Mistake(
        "P3", "bias left out", "what the unit says without its bias.",
        "Does the bias take part before the step?",
    ): lambda c: threshold(c.w @ c.x),
    Mistake(
        "P12", "step(0) = 0", "right except just on the boundary.",
        "Look at the case z = 0 exactly: what is step(0) here?",
    ): lambda c: int(c.z > 0),
    Mistake(
        "P13", "outputs −1 and +1", "one of two numbers, but not of the right two.",
        "Which two numbers does this unit answer?",
    ): lambda c: 2 * threshold(c.z) - 1,
    Mistake(
        "P2", "z returned", "z itself.", "What does the step unit make of z?"
    ): lambda c: c.z,
    Mistake(
        "P20", "turned round", "the other one of 0 and 1, always.",
        "On which side of the boundary does the unit say 1?",
    ): lambda c: 1 - threshold(c.z),
}  # fmt: skip


class TestPredict(Question):
    """predict(w, b, x): the side of the boundary, and just on it."""

    id = "01-perceptron-update/predict"
    parts = {"boundary": 1, "side": 1}
    cases = 6
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Point:
        """Draw z on the boundary and to its sides; the bias decides in all cases but two."""
        z = (0.0, -0.125, 0.125, -3.0, 2.5, 7.125)[number]
        without_bias = (+1, +1, -1, +1, -1, +1)[number]
        w, x = np.zeros(number + 2), eighths(rng, number + 2)
        while w @ x == 0:
            w = eighths(rng, number + 2)
        w *= without_bias * np.sign(w @ x)
        return Point(w, float(z - w @ x), x, z)

    @staticmethod
    def call(answer: Answer, case: Point) -> Mapping[str, Any]:
        part = "boundary" if abs(case.z) < 1 else "side"
        return {part: answer.call("predict", case.w, case.b, case.x)}

    def test_prediction(self, case: Point, got: Mapping[str, Any], judge: Judge) -> None:
        (part,) = got
        judge(
            got,
            {part: threshold(case.z)},
            mistakes=about(MISTAKES, case, then=lambda prediction: {part: prediction}),
        )
