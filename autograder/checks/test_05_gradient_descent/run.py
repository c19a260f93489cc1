"""A run of descent, told from outside.

With one, two, three steps allowed a run shows its path, so each step can be judged from where the
student's own run took it; the record of losses is judged on that path, and the end on that record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import agrees, named, numbers
from autograder.question.answer import Answer, AnswerError

NEVER = 0.0
"""A tolerance that no difference is below."""

STEPS = 3
"""The steps that are judged one by one."""

LONG = 14
"""The steps in which a loss has to come to rest, to try the tolerance."""


@dataclass(frozen=True)
class Course:
    """What `descend` is given: two plain functions, a start, a rate and a tolerance."""

    loss: Callable[[Any], float]
    gradient: Callable[[Any], Any]
    theta: Any
    eta: float
    tol: float = NEVER

    def moved(self, theta: Any) -> Any:
        """Where a right step leads."""
        return theta - self.eta * self.gradient(theta)

    @cached_property
    def path(self) -> list[Any]:
        """Where a right run is before each step and after LONG of them."""
        path = [self.theta]
        for _ in range(LONG):
            path.append(self.moved(path[-1]))
        return path

    @cached_property
    def losses(self) -> np.ndarray:
        """The losses along this path."""
        return np.array([self.loss(theta) for theta in self.path])

    def sizes(self, order: float) -> np.ndarray:
        """The lengths of the gradients along this path."""
        return np.array([np.linalg.norm(np.ravel(self.gradient(t)), order) for t in self.path])


@dataclass(frozen=True)
class Result:
    """What a run gave."""

    theta: np.ndarray
    history: Any

    @property
    def length(self) -> int:
        """How many losses are in its history."""
        return len(self.history) if isinstance(self.history, list | tuple | np.ndarray) else 0


def asked(answer: Answer, c: Course, tol: float, max_steps: int) -> Result:
    """Run an answer.

    Raises AnswerError (kind "type") if it does not give a θ of the start's shape, and a history.
    """
    result = answer.call("descend", c.loss, c.gradient, c.theta, c.eta, tol, max_steps)
    parts = named(result, "theta", "history")
    theta, shape = numbers(parts["theta"]), np.shape(c.theta)
    if theta.shape != shape:
        expected = shape or "a single number"
        raise AnswerError("type", f"θ has shape {theta.shape}, where {expected} was expected.")
    return Result(theta, parts["history"])


def path_of(c: Course, runs: list[Result]) -> list[np.ndarray]:
    """Where an answer was after no step, one step, two …, as far as it went.

    A run that allows itself one step too many leaves out where it was after the first.
    """
    path = [np.asarray(c.theta)]
    if agrees(runs[0].theta, np.asarray(c.path[2])):
        path.append(np.asarray(c.path[1]))
    for run in runs:
        if not np.array_equal(run.theta, path[-1]):  # else it has stopped before
            path.append(run.theta)
    return path if len(path) > 1 else path * 2


def losses_in(history: Any) -> np.ndarray | None:
    """A history as an array; None if it is no row of finite numbers."""
    try:
        losses = numbers(history)
    except AnswerError:
        return None
    return losses if losses.ndim == 1 and np.isfinite(losses).all() else None


def watched(answer: Answer, c: Course) -> Mapping[str, Any]:
    """What an answer does, by part; with its path, its losses, and how many it does not list."""
    runs = [asked(answer, c, NEVER, k) for k in range(1, STEPS + 1)]
    path = path_of(c, runs)
    unlisted = len(path) - runs[-1].length
    long, short = asked(answer, c, NEVER, LONG), asked(answer, c, c.tol, LONG)
    losses = losses_in(long.history)
    if losses is None or len(losses) != LONG + 1:
        losses = c.losses
    last = min(max(short.length - 1 + unlisted, 0), len(losses) - 1)
    step = abs(losses[last] - losses[max(last - 1, 0)])
    return {
        "path": path,
        "losses": losses,
        "unlisted": unlisted,
        "theta": path[1:],
        "history": runs[-1].history,
        "stop": {
            "without tol": long.length,
            "with tol": short.length,
            "theta at its end": bool(abs(c.loss(short.theta) - losses[last]) <= 0.1 * step),
        },
    }


def ends(stopping: np.ndarray) -> int:
    """The losses of a run that stops after the first step that is marked so, or never."""
    return int(np.argmax(stopping)) + 2 if stopping.any() else len(stopping) + 1
