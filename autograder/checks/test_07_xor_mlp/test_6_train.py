"""Training: a random start, full steps downhill, a record of the loss, and an end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, agrees, numbers
from autograder.diagnosis.mistakes import Mistake, Values, about
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question

from .course import (
    LONG,
    NEVER,
    STEPS,
    STILL,
    Ask,
    Course,
    Result,
    asker,
    best_stop,
    losses_of,
    path_of,
    recorded,
    with_rises,
)
from .mlp import CORNERS, FORBIDDEN
from .starts import MANY, STARTS, facts, rate_matters, start_by
from .train_slips import HISTORY_MISTAKES, STEP_MISTAKES, STOP_MISTAKES

TRIES = 6
"""Starts that are looked at for one from which the loss rises at some rate."""

Mistakes = Mapping[Mistake, Callable[[], Values]]

WIDE, CALM, WILD = range(3)
"""Cases: many weights, to see how they are drawn and that alone; a falling loss; a jumpy one."""


class TestTrain(Question):
    """train(X, y, hidden, alpha, tol, max_steps, rng): start, steps, history and stop.

    Each grading trains some hundred steps, so it takes longer than that of other questions.
    """

    id = "07-xor-mlp/train"
    parts = {"start": 1, "steps": 2, "history": 1, "stop": 1}
    cases = 3
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Course:
        """Draw data with both labels; XOR's own for the calm case."""
        n, d, h = ((3, 4, 200), (4, 2, 4), (7, 3, 5))[number]
        X = CORNERS if number == CALM else rng.normal(size=(n, d))
        y = X.sum(axis=1) % 2 if number == CALM else rng.permutation(np.arange(n) % 2)
        alpha = (0.25, rng.uniform(0.5, 0.9), 2.0)[number]
        return Course(X, y, h, float(alpha), int(rng.integers(2**32)), rises=number == WILD)

    @staticmethod
    def call(answer: Answer, case: Course) -> Mapping[str, Any]:
        """Ask with y as (n,) and, if that does not lead downhill, as (n, 1): both are fair."""
        trouble, found = None, {}
        for shape in ((-1,), (-1, 1)):
            try:
                got = watched(asker(answer, case, shape), case)
            except AnswerError as error:
                trouble = trouble or error
                if error.kind in ("not written", "missing", "by library"):
                    break
            else:
                found = found or got
                if "path" not in got or agrees(got["steps"], downhill(got)):
                    return got
        if not found:
            raise trouble or AssertionError
        return found

    def test_start(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        start = got["start"]
        mistakes = {
            m: lambda ways=ways: {"start": start_by(case, start, ways)}
            for m, ways in STARTS.items()
        }
        judge(got, {"start": dict.fromkeys(start, True)}, mistakes=mistakes)

    def test_steps(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """Each step is judged from where the student's own run took it."""
        if "path" not in got:
            return
        mistakes = about(
            {
                m: lambda gives=gives: [gives(got["course"], at) for at in got["path"][:-1]]
                for m, gives in STEP_MISTAKES.items()
            },
            then=lambda moves: {"steps": moves},
        )
        judge(got, {"steps": downhill(got)}, mistakes=if_repeated(got, mistakes))

    def test_history(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """It holds the losses of the student's own path."""
        if "path" in got:
            right = got["along"]
            mistakes = about(HISTORY_MISTAKES, right, case, then=lambda h: {"history": h})
            judge(got, {"history": right}, mistakes=if_repeated(got, mistakes))

    def test_stop(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """A run ends where its own losses say."""
        if "path" in got:
            mistakes = about(STOP_MISTAKES, got["losses"], got["tol"], then=lambda n: {"stop": n})
            judge(got, {"stop": got["ends"]}, mistakes=if_repeated(got, mistakes))


def if_repeated(got: Mapping[str, Any], mistakes: Mistakes) -> Mistakes:
    """The mistakes that may be told: none of runs that never meet, since they agree by chance."""
    return mistakes if got["start"]["repeatable"] else {}


def downhill(got: Mapping[str, Any]) -> list[np.ndarray]:
    """What each step should have been, divided by the rate."""
    return [got["course"].gradient(theta) for theta in got["path"][:-1]]


def watched(ask: Ask, case: Course) -> dict[str, Any]:
    """What an answer does, by part; with the course, the path that it went, and how it may end."""
    start = ask(STILL, NEVER, 1)
    known = facts(ask, start, case)
    if case.hidden >= MANY:
        return {"start": known}
    course, start = jumpy(ask, case) if case.rises else (case, start)
    ask = partial(ask, seed=course.seed)
    runs = [ask(course.alpha, NEVER, k) for k in range(1, STEPS + 1)]
    path = path_of(start, runs, course)
    along = [course.loss(theta) for theta in path]
    history = runs[-1].history
    if not rate_matters(known):  # it was not seen where it began
        along = [*_first(history), *along]
    unlisted = len(along) - runs[-1].recorded
    long = ask(course.alpha, NEVER, LONG)
    losses = recorded(long.history, LONG + 1 - unlisted)
    if losses is None:
        losses = losses_of(course, start.theta, LONG)[max(unlisted, 0) :]
    # In a slow descent both losses agree with its first entry: it is the nearer one.
    late = unlisted == 1 and abs(losses[0] - along[1]) < abs(losses[0] - along[0])
    tol, end = best_stop(np.array([*along[:1], *losses]) if late else losses)
    # Where the first loss or the last is left out, a run that stops ends one entry earlier.
    ends = np.array([len(losses), end - (unlisted == 1) if tol > NEVER else len(losses)])
    return {
        "course": course,
        "path": path,
        "along": np.array(along),
        "losses": losses,
        "tol": tol,
        "ends": ends,
        "start": known,
        "steps": [(a - b) / course.alpha for a, b in pairwise(path)],
        "history": history,
        "stop": [long.recorded, ask(course.alpha, tol, LONG).recorded],
    }


def jumpy(ask: Ask, case: Course) -> tuple[Course, Result]:
    """The first of some starts from which some rate lets the loss rise, with that rate."""
    for seed in range(case.seed, case.seed + TRIES):
        start = ask(STILL, NEVER, 1, seed)
        course = with_rises(replace(case, seed=seed), start.theta)
        if course:
            return course, start
    return case, ask(STILL, NEVER, 1)


def _first(history: Any) -> list[float]:
    try:
        return numbers(history).ravel()[:1].tolist()
    except AnswerError:
        return []
