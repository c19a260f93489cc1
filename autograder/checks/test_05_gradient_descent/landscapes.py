"""Landscapes to descend, as plain functions, and tolerances that tell stop tests apart."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .run import LONG, Course
from .stops import STOPS, reached


def bowl(k: np.ndarray, bottom: np.ndarray, height: float) -> tuple[Callable, Callable]:
    """½ Σ k (θ − bottom)² + height, and its gradient."""
    return (
        lambda theta: float((k * (theta - bottom) ** 2).sum() / 2 + height),
        lambda theta: k * (theta - bottom),
    )


def calm(rng: np.random.Generator) -> Course:
    """A bowl in three parameters whose loss falls all the way."""
    eta = float(rng.uniform(0.2, 0.5))
    loss, gradient = bowl(rng.uniform(0.3, 1, 3) / eta, rng.normal(size=3), 0.1)
    return Course(loss, gradient, rng.normal(size=3) * 1.5, eta)


def of_a_number(rng: np.random.Generator) -> Course:
    """A valley that is round at its bottom and straight further out."""
    eta, bottom = float(rng.uniform(0.2, 0.6)), float(rng.normal())
    k = float(rng.uniform(0.4, 0.7)) / eta
    side = float(rng.choice([-1, 1]) * rng.uniform(1.5, 2.5))
    return Course(
        lambda theta: k * float(np.sqrt(1 + (theta - bottom) ** 2)) - k,
        lambda theta: k * (theta - bottom) / float(np.sqrt(1 + (theta - bottom) ** 2)),
        bottom + side,
        eta,
    )


def wild(rng: np.random.Generator) -> Course:
    """A bowl that is too steep for the rate in one direction: the loss rises from the start."""
    eta = float(rng.uniform(0.2, 0.5))
    k = rng.uniform(0.3, 0.6, (2, 2))
    bottom, side = rng.normal(size=(2, 2)), rng.uniform(-0.3, 0.3, (2, 2))
    k[1, 0], side[1, 0] = rng.uniform(2.1, 2.25), rng.choice([-1, 1]) * rng.uniform(1.5, 2.5)
    loss, gradient = bowl(k / eta, bottom, 0.2)
    return Course(loss, gradient, bottom + side, eta)


TELLING = (
    "loss-compared-with-tolerance",
    "gradient-compared-with-tolerance",
    "step-compared-with-tolerance",
    "relative-change-compared-with-tolerance",
)


def telling(c: Course) -> float | None:
    """A tolerance that tells the stop tests apart: none ends the run when another does.

    No rounding can mistake it, and the last step can be seen in the loss.
    """
    change = np.abs(np.diff(c.losses))
    for tol in np.geomspace(0.3, 1e-3, 40):
        tried = replace(c, tol=float(tol))
        end = reached(tried, c.losses)
        if not 5 < end < LONG or change[end - 2] < 2e-3 * c.losses[end - 1]:
            continue
        if np.abs(np.log(change[: end - 1] / tol)).min() < 0.05:
            continue
        found = {end: {"right"}, end + 1: {"stopped-one-step-late"}}
        for mistake, stop in STOPS.items():
            if mistake.id in TELLING:
                found.setdefault(stop(tried, c.losses)["with tol"], set()).add(mistake.id)
        if all(len(ids) == 1 for ids in found.values()):
            return float(tol)
    return None
