"""A run of `train`, told from outside.

Where a run begins is the answer's own affair, so nothing here knows a right result. But the same
generator begins it in the same place: with a rate next to nothing a run shows its start, and with
one, two, three steps allowed it shows its path. Each step is then judged from where it began.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.diagnosis.judge import agrees, named, numbers
from autograder.question.answer import Answer, AnswerError

from .mlp import Mlp

STILL = 1e-13
"""A learning rate at which nothing moves that could be seen."""

NEVER = 1e-9
"""A tolerance that no step of a course comes near."""

STEPS = 3
"""The steps that are judged one by one."""

LONG = 24
"""The steps in which a loss has to come to rest, to try the tolerance."""


@dataclass(frozen=True)
class Course:
    """What `train` is given: X (n, d), y (n,), the units, the rate, a seed for its generator.

    If it `rises`, a rate is sought at which the loss rises at times.
    """

    X: np.ndarray
    y: np.ndarray
    hidden: int
    alpha: float
    seed: int
    rises: bool = False

    @property
    def widths(self) -> tuple[int, int, int]:
        """The units of all layers, the inputs first."""
        return self.X.shape[1], self.hidden, 1

    def net(self, theta: np.ndarray) -> Mlp:
        """The network whose parameters, one after another, are `theta`."""
        d, h, _ = self.widths
        W1, b1, W2, b2 = np.split(theta, np.cumsum([d * h, h, h]))
        weights, biases = [W1.reshape(d, h), W2.reshape(h, 1)], [b1, b2]
        return Mlp(weights, biases, self.X, self.y[:, None])

    def loss(self, theta: np.ndarray) -> float:
        """The loss there."""
        net = self.net(theta)
        return float(net.loss(net.A[-1]))

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """The gradient there, by the formulas, which the tests hold to the oracle."""
        return flat(self.net(theta).gradients())

    def moved(self, theta: np.ndarray) -> np.ndarray:
        """Where one right step leads."""
        return theta - self.alpha * self.gradient(theta)


SEEN = 0.05
"""The least that some parameter must move in a step that is judged."""


def flat(found: list[dict[str, np.ndarray]]) -> np.ndarray:
    """The gradients of both layers as one vector, in the order of `theta`."""
    first, last = found
    return np.concatenate([np.ravel(v) for v in (first["W"], first["b"], last["W"], last["b"])])


@dataclass(frozen=True)
class Result:
    """What a run gave: its parameters as one vector, whether their shapes are right, its losses."""

    theta: np.ndarray
    in_shape: bool
    history: Any

    @property
    def recorded(self) -> int:
        """How many losses it gave; 0 if what it gave is no list of them."""
        listed = isinstance(self.history, list | tuple) or np.ndim(self.history)
        return len(self.history) if listed else 0


Ask = Callable[..., Result]
"""Runs an answer with a rate, a tolerance, a limit and, if need be, another seed or labels."""


def asker(answer: Answer, course: Course, shape: tuple[int, ...]) -> Ask:
    """Return a function that runs an answer, with its labels in this shape."""

    def ask(
        alpha: float,
        tol: float,
        max_steps: int,
        seed: int = course.seed,
        labels: np.ndarray = course.y,
    ) -> Result:
        rng, y = np.random.default_rng(seed), labels.reshape(shape)
        result = answer.call("train", course.X, y, course.hidden, alpha, tol, max_steps, rng)
        return read(result, course)

    return ask


def read(result: Any, course: Course) -> Result:
    """Read (weights, biases, history).

    Raises AnswerError (kind "type") if the numbers cannot be those of a network of these widths.
    """
    parts = named(result, "weights", "biases", "history")
    (W1, W2), (b1, b2) = (
        named(parts[name], "hidden layer", "output layer").values()
        for name in ("weights", "biases")
    )
    d, h, _ = course.widths
    try:
        arrays = [numbers(a) for a in (W1, b1, W2, b2)]
    except AnswerError as error:
        raise AnswerError("type", f"A weight or bias is not an array ({error}).") from None
    shapes = [(d, h), (h,), (h, 1), (1,)]
    names = ("hidden layer's W", "hidden layer's b", "output layer's W", "output layer's b")
    for array, shape, name in zip(arrays, shapes, names, strict=True):
        if array.size != np.prod(shape):
            raise AnswerError(
                "type", f"The {name} has shape {array.shape}, where {shape} was expected."
            )
    return Result(
        np.concatenate([array.ravel() for array in arrays]),
        [array.shape for array in arrays] == shapes,
        parts["history"],
    )


def path_of(start: Result, runs: list[Result], course: Course) -> list[np.ndarray]:
    """Where an answer was after no step, one step, two …, as far as it went.

    A run that allows itself one step too many leaves out where it was after the first.
    """
    path = [start.theta]
    middle = course.moved(start.theta)
    two_steps = course.gradient(start.theta) + course.gradient(middle)
    if agrees((start.theta - runs[0].theta) / course.alpha, two_steps):
        path.append(middle)
    for before, run in pairwise([start, *runs]):
        # Else it has stopped before; where slopes are 0, a step more may move nothing.
        if not np.array_equal(run.theta, path[-1]) or run.recorded > before.recorded:
            path.append(run.theta)
    return path if len(path) > 1 else path * 2


def losses_of(course: Course, theta: np.ndarray, steps: int) -> np.ndarray:
    """The losses of so many right steps, and before them."""
    found = [course.loss(theta)]
    for _ in range(steps):
        theta = course.moved(theta)
        found.append(course.loss(theta))
    return np.array(found)


def stops(losses: np.ndarray) -> list[tuple[float, int]]:
    """Return tolerances, each with the number of losses that a run with these losses has then.

    Only tolerances that no rounding can mistake: the differences of the losses are far from them.
    """
    change = np.abs(np.diff(losses))
    before, here = np.minimum.accumulate(change)[:-1], change[1:]
    clear = np.flatnonzero((here < before / 1.15) & (here > 1e-6))
    return [(float(np.sqrt(before[k] * here[k])), int(k) + 3) for k in clear]


def best_stop(losses: np.ndarray) -> tuple[float, int]:
    """Return the tolerance that tells most: it stops neither early nor late, and after a rise."""

    def worth(stop: tuple[float, int]) -> tuple[bool, bool, int]:
        tol, length = stop
        rises = bool((np.diff(losses[: length - 1]) > 1.1 * tol).any())
        return 4 < length < len(losses) - 1, rises, -length

    return max(stops(losses), key=worth, default=(NEVER, len(losses)))


def visible(course: Course, theta: np.ndarray) -> bool:
    """Tell whether the first steps can be judged in float32, and no step ends a run by itself."""
    losses = losses_of(course, theta, LONG)
    for _ in range(STEPS):
        before, theta = theta, course.moved(theta)
        if np.abs(theta - before).max() < SEEN:
            return False
    return bool(np.abs(np.diff(losses)).min() > 100 * NEVER)


def with_rises(course: Course, theta: np.ndarray) -> Course | None:
    """The same course with a rate at which the loss rises first and comes to rest later.

    None if it has no such rate from this start.
    """
    for alpha in np.geomspace(2.0, 60.0, 15).tolist():
        wild = replace(course, alpha=alpha)
        losses = losses_of(wild, theta, LONG)
        tol, length = best_stop(losses)
        change = np.diff(losses)
        rises = change[0] > 1.1 * tol and (change[1:] < 0).any()
        if rises and length < len(losses) - 1 and visible(wild, theta):
            return wild
    return None


def recorded(history: Any, whole: int) -> np.ndarray | None:
    """A long run's own losses, if it is as long as it should be or has come to rest; else None."""
    try:
        losses = numbers(history)
    except AnswerError:
        return None
    if losses.ndim != 1:
        return None
    rests = np.flatnonzero(np.abs(np.diff(losses)) < NEVER)
    at_rest = rests.size > 0 and rests[0] == len(losses) - 2
    return losses if at_rest or (len(losses) == whole and not rests.size) else None
