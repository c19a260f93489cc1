"""How a run of descent ends, as it should and as mistakes would have it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .run import LONG, NEVER, Course, ends


def stopped(lengths: tuple[int, int], at_its_end: bool = True) -> dict[str, Any]:
    """How a run ends, in the form in which it is judged."""
    return {
        "without tol": lengths[0], "with tol": lengths[1], "theta at its end": at_its_end,
    }  # fmt: skip


def tested(size: Callable[[Course, np.ndarray], np.ndarray]) -> Callable[..., dict[str, Any]]:
    """A run that stops after the first step at which `size` is below the tolerance."""
    return lambda c, losses: stopped((ends(size(c, losses) < NEVER), ends(size(c, losses) < c.tol)))


def reached(c: Course, losses: np.ndarray) -> int:
    """How many losses there are when the tolerance is reached."""
    return ends(np.abs(np.diff(losses)) < c.tol)


def moves(c: Course) -> np.ndarray:
    """The lengths of the steps of a right run."""
    return np.array([np.linalg.norm(np.ravel(step)) for step in np.diff(c.path, axis=0)])


ONE_SIDED = CATALOGUE["signed-stopping-test"]
BY_GRADIENT = CATALOGUE["gradient-compared-with-tolerance"]
NOT_LISTED = CATALOGUE["stopping-loss-missing"]

STOPS: dict[Mistake, Callable[[Course, np.ndarray], dict[str, Any]]] = {
    ONE_SIDED: tested(lambda c, losses: np.diff(losses)),
    ONE_SIDED.with_variant("the other way round"): tested(lambda c, losses: -np.diff(losses)),
    CATALOGUE["tolerance-unused"]: lambda c, losses: stopped((len(losses), len(losses))),
    CATALOGUE["stopped-one-step-late"]: lambda c, losses: stopped(
        (len(losses), min(reached(c, losses) + 1, len(losses)))
    ),
    NOT_LISTED: lambda c, losses: stopped(
        (len(losses), reached(c, losses) - (reached(c, losses) < len(losses))),
        at_its_end=reached(c, losses) == len(losses),
    ),
    NOT_LISTED.with_variant("stopping step undone"): lambda c, losses: stopped(
        (len(losses), reached(c, losses) - (reached(c, losses) < len(losses)))
    ),
    CATALOGUE["loss-compared-with-tolerance"]: tested(lambda c, losses: losses[1:]),
    CATALOGUE["one-step-too-many"]: lambda c, losses: stopped(
        (len(losses) + 1, reached(c, losses) + (reached(c, losses) == len(losses))),
        at_its_end=reached(c, losses) < len(losses),
    ),
    CATALOGUE["one-step-too-few"]: lambda c, losses: stopped(
        (len(losses) - 1, min(reached(c, losses), len(losses) - 1))
    ),
    CATALOGUE["one-step-only"]: lambda c, losses: stopped((2, 2)),
    BY_GRADIENT: tested(lambda c, losses: c.sizes(2)[1:]),
    BY_GRADIENT.with_variant("before the step"): tested(lambda c, losses: c.sizes(2)[:-1]),
    BY_GRADIENT.with_variant("largest entry"): tested(lambda c, losses: c.sizes(np.inf)[1:]),
    BY_GRADIENT.with_variant("largest entry before the step"): tested(
        lambda c, losses: c.sizes(np.inf)[:-1]
    ),
    CATALOGUE["step-compared-with-tolerance"]: tested(lambda c, losses: moves(c)),
    CATALOGUE["last-step-not-returned"]: lambda c, losses: stopped(
        (len(losses), reached(c, losses)), reached(c, losses) > LONG
    ),
    CATALOGUE["relative-change-compared-with-tolerance"]: tested(
        lambda c, losses: np.abs(np.diff(losses)) / np.abs(losses[:-1])
    ),
}
