"""One step downhill, of a number or of an array."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .slips import NO_RATE, RATE_SQUARED, SIGN_ALONE, STILL, UNIT_LENGTH, UPHILL

SHAPES = ((5,), (3, 4), (3, 3), (), (), (1,))
RATES = (0.25, 0.6, 1.5, 0.1, 2.5, 0.4)


@dataclass(frozen=True)
class Place:
    """Where a step begins, and the gradient there: two numbers or two arrays."""

    theta: Any
    gradient: Any
    eta: float

    def moved(self, by: Any) -> Any:
        """Where a step along −`by` leads, for a rate of 1."""
        return self.theta - by


MISTAKES: dict[Mistake, Callable[[Place], Any]] = {
    UPHILL: lambda c: c.moved(-c.eta * c.gradient),
    NO_RATE: lambda c: c.moved(c.gradient),
    RATE_SQUARED: lambda c: c.moved(c.eta**2 * c.gradient),
    STILL: lambda c: c.theta,
    SIGN_ALONE: lambda c: c.moved(c.eta * np.sign(c.gradient)),
    UNIT_LENGTH: lambda c: c.moved(c.eta * c.gradient / np.linalg.norm(np.ravel(c.gradient))),
    CATALOGUE["change-not-new-value"]: lambda c: -c.eta * c.gradient,
    CATALOGUE["change-not-new-value"].with_variant("without its sign"): lambda c: (
        c.eta * c.gradient
    ),
    CATALOGUE["parameters-not-gradient"]: lambda c: c.moved(c.eta * c.theta),
    CATALOGUE["divided-by-learning-rate"]: lambda c: c.moved(c.gradient / c.eta),
    CATALOGUE["one-slope-for-all-entries"]: lambda c: c.moved(c.eta * np.mean(c.gradient)),
    CATALOGUE["old-value-scaled"]: lambda c: c.eta * (c.theta - c.gradient),
}


class TestStep(Question):
    """step(theta, gradient, eta): arrays of any shape, and numbers."""

    id = "05-gradient-descent/step"
    parts = {"theta": 2}
    cases = 6
    forbidden = (*DIFFERENTIATION, "nnlib.optim.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Place:
        """Draw a step that does not end next to 0, where rounding would count for much."""
        while True:
            theta, gradient = rng.normal(size=(2, *SHAPES[number]))
            if not SHAPES[number]:
                theta, gradient = float(theta), float(gradient)
            place = Place(theta, gradient, RATES[number])
            if np.abs(place.moved(place.eta * gradient)).max() > 0.2 < np.abs(gradient).max():
                return place

    @staticmethod
    def call(answer: Answer, case: Place) -> Mapping[str, Any]:
        return {"theta": answer.call("step", case.theta, case.gradient, case.eta)}

    def test_new_value(self, case: Place, got: Mapping[str, Any], judge: Judge) -> None:
        right = {"theta": np.asarray(case.moved(case.eta * case.gradient))}
        judge(got, right, mistakes=about(MISTAKES, case, then=lambda theta: {"theta": theta}))
