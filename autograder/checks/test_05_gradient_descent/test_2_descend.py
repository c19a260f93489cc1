"""Descent until the loss comes to rest: its steps, its record, and its end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .landscapes import calm, of_a_number, telling, wild
from .run import LONG, Course, watched
from .slips import NO_RATE, RATE_SQUARED, SIGN_ALONE, STILL, UNIT_LENGTH, UPHILL
from .stops import STOPS, reached, stopped

CALM, NUMBER, WILD = range(3)
"""Cases: a loss that falls and comes to rest; the same for a number; one that rises."""

Move = Callable[[Course, list[Any], int], Any]
"""Where a run goes from the k-th place of its path."""


def along(direction: Callable[[Course, list[Any], int], Any]) -> Move:
    """A step of the run's own rate against some direction."""
    return lambda c, path, k: path[k] - c.eta * direction(c, path, k)


MOVES: dict[Mistake, Move] = {
    UPHILL: along(lambda c, path, k: -c.gradient(path[k])),
    NO_RATE: along(lambda c, path, k: c.gradient(path[k]) / c.eta),
    RATE_SQUARED: along(lambda c, path, k: c.gradient(path[k]) * c.eta),
    STILL: along(lambda c, path, k: 0 * path[k]),
    SIGN_ALONE: along(lambda c, path, k: np.sign(c.gradient(path[k]))),
    UNIT_LENGTH: along(
        lambda c, path, k: c.gradient(path[k]) / np.linalg.norm(np.ravel(c.gradient(path[k])))
    ),
    CATALOGUE["gradient-of-start"]: along(lambda c, path, k: c.gradient(path[0])),
    CATALOGUE["rate-falls-every-step"]: along(lambda c, path, k: c.gradient(path[k]) / (k + 1)),
    CATALOGUE["loss-not-gradient"]: along(lambda c, path, k: c.loss(path[k])),
    CATALOGUE["parameters-not-gradient"].asking(
        "You are handed two functions. Which one tells the direction?"
    ): along(lambda c, path, k: path[k]),
    CATALOGUE["every-step-from-start"]: lambda c, path, k: path[0] - c.eta * c.gradient(path[k]),
}

RECORDS: dict[Mistake, Callable[[np.ndarray, Course, list[Any]], Any]] = {
    CATALOGUE["starting-loss-missing"]: lambda right, c, path: right[1:],
    CATALOGUE["last-loss-missing"]: lambda right, c, path: right[:-1],
    CATALOGUE["parameters-recorded"]: lambda right, c, path: np.array(path),
    CATALOGUE["changes-recorded"]: lambda right, c, path: np.diff(right),
    CATALOGUE["changes-recorded"].with_variant("without their sign"): lambda right, c, path: np.abs(
        np.diff(right)
    ),
    CATALOGUE["starting-loss-repeated"]: lambda right, c, path: np.full(len(right), right[0]),
    CATALOGUE["loss-before-step"]: lambda right, c, path: right[[0, *range(len(right) - 1)]],
    CATALOGUE["last-loss-only"]: lambda right, c, path: right[-1],
}


class TestDescend(Question):
    """descend(loss, gradient, theta, eta, tol, max_steps): steps, history and stop.

    Each grading takes some hundred steps, so it takes longer than that of other questions.
    """

    id = "05-gradient-descent/descend"
    parts = {"theta": 1, "history": 1, "stop": 2}
    cases = 3
    forbidden = (*DIFFERENTIATION, "nnlib.optim.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Course:
        """Draw until the run takes the way that the case is for."""
        while True:
            course = (calm, of_a_number, wild)[number](rng)
            if number == WILD:
                change = np.diff(course.losses)
                if change.min() > 0.05:
                    return replace(course, tol=float(change.min() / 3))
            elif (tol := telling(course)) is not None:
                return replace(course, tol=tol)

    @staticmethod
    def call(answer: Answer, case: Course) -> Mapping[str, Any]:
        return watched(answer, case)

    def test_steps(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        path = got["path"]
        right = [np.asarray(case.moved(theta)) for theta in path[:-1]]
        mistakes = about(
            {
                m: lambda move=move: [np.asarray(move(case, path, k)) for k in range(len(right))]
                for m, move in MOVES.items()
            },
            then=lambda places: {"theta": places},
        )
        judge(got, {"theta": right}, mistakes=mistakes)

    def test_history(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """It holds the losses of the student's own path."""
        right = np.array([case.loss(theta) for theta in got["path"]])
        mistakes = about(RECORDS, right, case, got["path"], then=lambda h: {"history": h})
        judge(got, {"history": right}, mistakes=mistakes)

    def test_stop(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """A run ends where its own losses say; what its history leaves out is no new mistake."""
        losses = got["losses"]
        right = stopped((LONG + 1, reached(case, losses)))
        own = stopped((LONG + 1 - got["unlisted"], reached(case, losses) - got["unlisted"]))
        mistakes = about(STOPS, case, losses, then=lambda end: {"stop": end})
        judge(got, {"stop": right}, {"stop": own}, mistakes)
