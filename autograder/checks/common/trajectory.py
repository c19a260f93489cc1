"""Runs of gradient descent, followed from outside: the path, the history, the losses of a long run.

With one, two, three steps allowed a run shows its path, so each step can be judged from where the
student's own run took it; the history is judged on that path, and the end on that history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ...diagnosis.judge import agrees, to_numbers
from ...diagnosis.mistakes import CATALOGUE, Table
from ...question.answer import AnswerError

STEPS = 3
"""The steps that are judged one by one."""


@dataclass(frozen=True)
class Descent:
    """Gradient descent on a loss of one θ, a number or an array, with learning rate η."""

    loss: Callable[[Any], float]
    gradient: Callable[[Any], Any]
    eta: float

    def step(self, theta: Any) -> Any:
        """Return where one step leads."""
        return theta - self.eta * self.gradient(theta)

    def path_from(self, theta: Any, steps: int) -> list[Any]:
        """Return where a run is before each of so many steps, and after the last."""
        path = [theta]
        for _ in range(steps):
            path.append(self.step(path[-1]))
        return path

    def losses_along(self, path: Sequence[Any]) -> np.ndarray:
        """Return the loss at each place of a path."""
        return np.array([self.loss(theta) for theta in path])


@dataclass(frozen=True)
class Run:
    """What an answer gave for one run: where it ended, and its history of losses."""

    theta: np.ndarray
    history: Any = ()

    @property
    def recorded(self) -> int:
        """How many losses it gave; 0 if its history is no list of them."""
        listed = isinstance(self.history, list | tuple) or np.ndim(self.history)
        return len(self.history) if listed else 0


def path_of(descent: Descent, start: Run, runs: Sequence[Run]) -> list[np.ndarray]:
    """Return where an answer was after no step, one step, two …, as far as it went.

    `runs` were allowed one step, two …. A run that allows itself one too many leaves out where it
    was after the first. One that has not moved has stopped before, unless its history has become
    longer: where slopes are 0 a step moves nothing.
    """
    path, middle = [start.theta], descent.step(start.theta)
    two_steps = descent.gradient(start.theta) + descent.gradient(middle)
    if agrees((start.theta - runs[0].theta) / descent.eta, two_steps):
        path.append(np.asarray(middle))
    for before, run in pairwise([start, *runs]):
        if run.recorded > before.recorded or not np.array_equal(run.theta, path[-1]):
            path.append(run.theta)
    return path if len(path) > 1 else path * 2


def losses_of(history: Any, length: int, tol: float) -> np.ndarray | None:
    """Return the losses of a history if it has that length, or ends where `tol` ends it; else None.

    None also if it is no row of numbers, or goes on though `tol` is reached.
    """
    try:
        losses = to_numbers(history)
    except AnswerError:
        return None
    if losses.ndim != 1:
        return None
    rests = np.flatnonzero(np.abs(np.diff(losses)) < tol)
    at_rest = rests.size > 0 and rests[0] == len(losses) - 2
    return losses if at_rest or (len(losses) == length and not rests.size) else None


@dataclass(frozen=True)
class Record:
    """What a history is made from: the path of a student's run, and the losses along it."""

    case: Any
    path: Sequence[Any]
    losses: np.ndarray


RECORDS: Table = {
    CATALOGUE["starting-loss-missing"]: lambda r: r.losses[1:],
    CATALOGUE["last-loss-missing"]: lambda r: r.losses[:-1],
}
"""A history, as each mistake would have it."""
