"""Descent until the loss comes to rest: its steps, its record, and its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Values,
    about,
    asking,
    at_each,
    name_values,
    to_numbers,
)
from ..common.stopping import STOPS, End, Stop
from ..common.trajectory import RECORDS, STEPS, Descent, Record, Run, losses_of, path_of
from . import mistakes
from .cases import FORBIDDEN, Place

NO_TOL = 0.0
"""A tolerance that no change is below."""

LONG = 14
"""The steps in which a loss has to come to rest, to try the tolerance."""


@dataclass(frozen=True)
class Task(Descent):
    """What `descend` is given: a loss and its gradient, a rate, a start and a tolerance."""

    theta: Any
    tol: float = NO_TOL

    @cached_property
    def path(self) -> list[Any]:
        """Where a right run is before each step and after LONG of them."""
        return self.path_from(self.theta, LONG)

    @cached_property
    def losses(self) -> np.ndarray:
        """The losses along this path."""
        return self.losses_along(self.path)

    def slopes(self, order: float = 2) -> np.ndarray:
        """Return the norms of the gradients along this path."""
        gradients = [np.ravel(self.gradient(theta)) for theta in self.path]
        return np.linalg.norm(gradients, order, axis=1)

    def moves(self, path: list[Any]) -> list["Move"]:
        """Return the steps from all places of a path but the last."""
        places = [(theta, self.gradient(theta), self.eta) for theta in path[:-1]]
        start = Place(*places[0])
        return [Move(*at, k, self.loss(at[0]), start) for k, at in enumerate(places)]

    def stop(self, losses: np.ndarray) -> "TaskStop":
        """Return from what the end of a run with these losses follows."""
        return TaskStop(losses, self.tol, NO_TOL, self)


# --- mistakes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move(Place):
    """The k-th step of a run, with the loss before it and the run's first step."""

    k: int
    loss: float
    start: Place


MOVES: Table = asking(
    mistakes.STEPS,
    {"parameters-not-gradient": "You are handed two functions. Which one tells the direction?"},
) | {
    CATALOGUE["gradient-of-start"]: lambda move: move.against(move.start.gradient),
    CATALOGUE["rate-falls-every-step"]: lambda move: move.against(move.gradient / (move.k + 1)),
    CATALOGUE["loss-not-gradient"]: lambda move: move.against(move.loss),
    CATALOGUE["every-step-from-start"]: lambda move: move.start.against(move.gradient),
}

CHANGES = CATALOGUE["changes-recorded"]

HISTORIES: Table = RECORDS | {
    CATALOGUE["parameters-recorded"]: lambda r: np.array(r.path),
    CHANGES: lambda r: np.diff(r.losses),
    CHANGES.with_variant("without their sign"): lambda r: np.abs(np.diff(r.losses)),
    CATALOGUE["starting-loss-repeated"]: lambda r: np.full(len(r.losses), r.losses[0]),
    CATALOGUE["loss-before-step"]: lambda r: np.append(r.losses[0], r.losses[:-1]),
    CATALOGUE["last-loss-only"]: lambda r: r.losses[-1],
}


@dataclass(frozen=True)
class TaskStop(Stop):
    """A run's end, with its task: another size may be compared with the tolerance."""

    task: Task


BY_GRADIENT = CATALOGUE["gradient-compared-with-tolerance"]
RELATIVE = CATALOGUE["relative-change-compared-with-tolerance"]

COMPARISONS: Table = {
    CATALOGUE["loss-compared-with-tolerance"]: lambda s: s.compare(s.losses[1:]),
    BY_GRADIENT: lambda s: s.compare(s.task.slopes()[1:]),
    BY_GRADIENT.with_variant("before"): lambda s: s.compare(s.task.slopes()[:-1]),
    BY_GRADIENT.with_variant("largest"): lambda s: s.compare(s.task.slopes(np.inf)[1:]),
    BY_GRADIENT.with_variant("largest before"): lambda s: s.compare(s.task.slopes(np.inf)[:-1]),
    CATALOGUE["step-compared-with-tolerance"]: lambda s: s.compare(
        s.task.eta * s.task.slopes()[:-1]
    ),
    RELATIVE: lambda s: s.compare(np.abs(s.changes / s.losses[:-1])),
}
"""The end of a run that compares something else with the tolerance."""

ENDS: Table = (
    STOPS
    | COMPARISONS
    | {
        CATALOGUE["tolerance-unused"]: lambda s: End(s.full, s.full),
        CATALOGUE["last-step-not-returned"]: lambda s: End(s.full, s.reached, not s.stops),
    }
)


def by_name(end: End) -> dict[str, Any]:
    """Return an end in the form in which it is judged."""
    return dict(zip(("without tol", "with tol", "theta at its end"), end, strict=True))


# --- cases ----------------------------------------------------------------------------------------


def bowl(k: np.ndarray, bottom: np.ndarray, height: float) -> tuple[Callable, Callable]:
    """Return ½ Σ k (θ − bottom)² + height, and its gradient."""
    return (
        lambda theta: float((k * (theta - bottom) ** 2).sum() / 2 + height),
        lambda theta: k * (theta - bottom),
    )


def draw_calm(rng: np.random.Generator) -> Task:
    """Draw a bowl in three parameters whose loss falls all the way."""
    eta = float(rng.uniform(0.2, 0.5))
    landscape = bowl(rng.uniform(0.3, 1, 3) / eta, rng.normal(size=3), 0.1)
    return Task(*landscape, eta, rng.normal(size=3) * 1.5)


def draw_valley(rng: np.random.Generator) -> Task:
    """Draw a valley of one number that is round at its bottom and straight further out."""
    eta, bottom = float(rng.uniform(0.2, 0.6)), float(rng.normal())
    k = float(rng.uniform(0.4, 0.7)) / eta
    side = float(rng.choice([-1, 1]) * rng.uniform(1.5, 2.5))

    def root(theta: Any) -> float:
        return float(np.sqrt(1 + (theta - bottom) ** 2))

    return Task(
        lambda theta: k * root(theta) - k,
        lambda theta: k * (theta - bottom) / root(theta),
        eta,
        bottom + side,
    )


def draw_steep(rng: np.random.Generator) -> Task:
    """Draw a bowl too steep for the rate in one direction: the loss rises from the start."""
    eta = float(rng.uniform(0.2, 0.5))
    k = rng.uniform(0.3, 0.6, (2, 2))
    bottom, side = rng.normal(size=(2, 2)), rng.uniform(-0.3, 0.3, (2, 2))
    k[1, 0], side[1, 0] = rng.uniform(2.1, 2.25), rng.choice([-1, 1]) * rng.uniform(1.5, 2.5)
    return Task(*bowl(k / eta, bottom, 0.2), eta, bottom + side)


def tolerance_of_rising(task: Task) -> float | None:
    """Return a tolerance that a rising loss never comes near; None for any other loss."""
    rise = np.diff(task.losses).min()
    return float(rise / 3) if rise > 0.05 else None


def tolerance_of_resting(task: Task) -> float | None:
    """Return a tolerance at which no stop test ends the run where another does; None without one.

    No rounding can mistake it, and the last step can be seen in the loss.
    """
    change = np.abs(np.diff(task.losses))
    for tol in np.geomspace(0.3, 1e-3, 40).tolist():
        stop = replace(task, tol=tol).stop(task.losses)
        end = stop.reached
        if not 5 < end < LONG or change[end - 2] < 2e-3 * task.losses[end - 1]:
            continue
        if np.abs(np.log(change[: end - 1] / tol)).min() < 0.05:
            continue
        ends = {end: {"right"}, end + 1: {"late"}}
        for mistake, gives in COMPARISONS.items():
            ends.setdefault(gives(stop).with_tol, set()).add(mistake.id)
        if all(len(ids) == 1 for ids in ends.values()):
            return tol
    return None


CASES = (
    (draw_calm, tolerance_of_resting),
    (draw_valley, tolerance_of_resting),
    (draw_steep, tolerance_of_rising),
)
"""A loss that falls and comes to rest; the same of a number; one that rises."""


class TestDescend(Question):
    """descend(loss, gradient, theta, eta, tol, max_steps): steps, history and stop.

    Each grading takes some hundred steps, so it takes longer than that of other questions.
    """

    id = "05-gradient-descent/descend"
    parts = {"theta": 1, "history": 1, "stop": 2}
    cases = len(CASES)
    function = "descend"
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Task:
        """Draw until some tolerance shows what the case is for."""
        draw_task, choose_tolerance = CASES[number]
        while True:
            task = draw_task(rng)
            if (tol := choose_tolerance(task)) is not None:
                return replace(task, tol=tol)

    @classmethod
    def call(cls, answer: Answer, case: Task) -> Values:
        def run(tol: float, max_steps: int) -> Run:
            return read_run(answer.call(cls.function, *arguments, tol, max_steps), case)

        arguments = case.loss, case.gradient, case.theta, case.eta
        runs = [run(NO_TOL, k) for k in range(1, STEPS + 1)]
        path = path_of(case, Run(np.asarray(case.theta)), runs)
        unlisted = len(path) - runs[-1].recorded
        long, short = run(NO_TOL, LONG), run(case.tol, LONG)
        losses = losses_of(long.history, LONG + 1, NO_TOL)
        if losses is None or not np.isfinite(losses).all():
            losses = case.losses
        last = min(max(short.recorded - 1 + unlisted, 0), LONG)
        step = abs(losses[last] - losses[max(last - 1, 0)])
        last_theta = bool(abs(case.loss(short.theta) - losses[last]) <= 0.1 * step)
        return {
            "path": path,
            "losses": losses,
            "unlisted": unlisted,
            "theta": path[1:],
            "history": runs[-1].history,
            "stop": by_name(End(long.recorded, short.recorded, last_theta)),
        }

    def test_steps(self, case: Task, got: Values, judge: Judge) -> None:
        moves = case.moves(got["path"])
        right = [move.reference for move in moves]
        judge(got, {"theta": right}, mistakes=about(at_each(MOVES), moves))

    def test_history(self, case: Task, got: Values, judge: Judge) -> None:
        """It holds the losses of the student's own path."""
        record = Record(case, got["path"], case.losses_along(got["path"]))
        judge(got, {"history": record.losses}, mistakes=about(HISTORIES, record))

    def test_stop(self, case: Task, got: Values, judge: Judge) -> None:
        """A run ends where its own losses say; what its history leaves out is no new mistake."""
        stop, unlisted = case.stop(got["losses"]), got["unlisted"]
        own = by_name(End(stop.full - unlisted, stop.reached - unlisted))
        mistakes = about(ENDS, stop, then=by_name)
        judge(got, {"stop": by_name(stop.right)}, {"stop": own}, mistakes)


def read_run(result: Any, case: Task) -> Run:
    """Read (theta, history).

    Raises AnswerError (kind "type") if θ does not have the shape of the start.
    """
    parts = name_values(result, "theta", "history")
    theta, shape = to_numbers(parts["theta"]), np.shape(case.theta)
    if theta.shape != shape:
        expected = shape or "a single number"
        raise AnswerError("type", f"θ has shape {theta.shape}, where {expected} was expected.")
    return Run(theta, parts["history"])
