"""Descent until the loss comes to rest: its steps, its record, and its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Mistake,
    Question,
    Table,
    Values,
    about,
    agrees,
    asking,
    at_each,
    name_values,
    to_array,
    to_number,
    to_numbers,
)
from ..common.stopping import SIGNED, STOPS, End, Stop, clear_tolerances, end_at
from ..common.trajectory import RECORDS, STEPS, Descent, Record, Run, losses_of, path_of
from . import mistakes
from .cases import FORBIDDEN, Place

NO_TOL = 0.0
"""A tolerance that no change is below."""

MOST_STEPS = 10_000
"""Steps that are taken for an answer to a later question."""

LARGE = 1e6
"""A tolerance that every change is below."""

LONG = 12
"""The steps in which a loss has to come to rest, to try the tolerance."""

SHORT = 3
"""The steps of a run that is known to go on."""

SAME = 1e-6
"""The largest error of a history that shows where a run was, relative to its largest entry."""


@dataclass(frozen=True)
class Trial:
    """A run that is asked for to see where it ends: its name, start, tolerance and limit."""

    name: str
    theta: Any
    tol: float = NO_TOL
    max_steps: int = LONG


@dataclass(frozen=True)
class Task(Descent):
    """What `descend` is given: a loss and its gradient, a rate and a start; and the trials.

    The first trial has no tolerance. Like most of the others it begins at the start.
    """

    theta: Any
    trials: tuple[Trial, ...] = ()

    @cached_property
    def path(self) -> list[Any]:
        """Where a right run is before each step and after LONG of them."""
        return self.path_from(self.theta, LONG)

    @cached_property
    def losses(self) -> np.ndarray:
        """The losses along this path."""
        return self.losses_along(self.path)

    def trying(self, *trials: Trial) -> "Task":
        """Return the same with a trial without tolerance, and these."""
        return replace(self, trials=(Trial("without tol", self.theta), *trials))

    def starts(self, trial: Trial) -> bool:
        """Tell whether a trial begins at the start."""
        return trial.theta is self.theta

    def stop(self, trial: Trial, losses: np.ndarray) -> "TaskStop":
        """Return from what the end of a trial follows; `losses`: those of the first trial."""
        if self.starts(trial):
            steps = slice(trial.max_steps + 1)
            return TaskStop(losses[steps], trial.tol, self, self.path[steps])
        path = self.path_from(trial.theta, trial.max_steps)
        return TaskStop(self.losses_along(path), trial.tol, self, path)


# --- mistakes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move(Place):
    """The k-th step of a run of a task, and the run's first step."""

    task: Task
    k: int
    start: Place


Rule = Callable[[Move], Any]
"""Tells where a step leads."""


@dataclass(frozen=True)
class Walk:
    """The path of a student's run, whose first steps are judged one by one, the others together."""

    task: Task
    path: Sequence[Any]

    def move(self, theta: Any, k: int) -> Move:
        """Return the k-th step, from there."""
        start = Place(self.path[0], self.task.gradient(self.path[0]), self.task.eta)
        return Move(theta, self.task.gradient(theta), self.task.eta, self.task, k, start)

    def by(self, rule: Rule) -> list[Any]:
        """Return where a rule leads from each place of the path but the last, and from that."""
        first = [rule(self.move(theta, k)) for k, theta in enumerate(self.path[:-1])]
        theta, steps = self.path[-1], len(self.path) - 1
        for k in range(steps, steps + LONG - STEPS):
            theta = rule(self.move(theta, k))
        return [*first, theta]

    @property
    def right(self) -> list[Any]:
        return self.by(lambda move: move.reference)

    def choose(self, among: Callable[[list[Any]], Any]) -> list[Any]:
        """Return what is chosen among the places that each of the same runs has been to."""
        whole = [*self.path, *self.task.path_from(self.path[-1], LONG - STEPS)[1:]]
        return [among(whole[:stop]) for stop in (*range(2, len(self.path) + 1), len(whole))]


MOVES: Table = asking(
    mistakes.STEPS,
    {"parameters-not-gradient": "You are handed two functions. Which one tells the direction?"},
) | {
    CATALOGUE["gradient-of-start"]: lambda move: move.against(move.start.gradient),
    CATALOGUE["rate-falls-every-step"]: lambda move: move.against(move.gradient / (move.k + 1)),
    CATALOGUE["loss-not-gradient"]: lambda move: move.against(move.task.loss(move.theta)),
    CATALOGUE["every-step-from-start"]: lambda move: move.start.against(move.gradient),
}


def follow(rule: Rule, walk: Walk, late: Any) -> list[Any]:
    return walk.by(rule)


def keep_late(walk: Walk, late: Any) -> list[Any]:
    return [*walk.right[:-1], late] if np.isfinite(late).all() else walk.right


LAST_STEP = CATALOGUE["last-step-not-returned"]
LOWEST = CATALOGUE["lowest-place-returned"]

WALKS = {m: partial(follow, rule) for m, rule in MOVES.items()} | {
    LAST_STEP: lambda walk, late: walk.choose(lambda places: places[-2]),
    LOWEST: lambda walk, late: walk.choose(partial(min, key=walk.task.loss)),
    CATALOGUE["step-changes-later"]: keep_late,
}
"""Where a run is after its first steps and after LONG; `late`: where the answer was then."""

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
    """A run's end, with its task and path: another size may be compared with the tolerance."""

    task: Task
    path: Sequence[Any]

    @cached_property
    def gradients(self) -> np.ndarray:
        """The gradients along the path, in rows."""
        return np.stack([np.ravel(self.task.gradient(theta)) for theta in self.path])

    def slopes(self, order: float = 2) -> np.ndarray:
        """Return the norms of the gradients along the path."""
        return np.linalg.norm(self.gradients, order, axis=1)


BY_LOSS = CATALOGUE["loss-compared-with-tolerance"]
BY_GRADIENT = CATALOGUE["gradient-compared-with-tolerance"]
BY_STEP = CATALOGUE["step-compared-with-tolerance"]
RELATIVE = CATALOGUE["relative-change-compared-with-tolerance"]

SIZES: Table = {
    BY_LOSS: lambda s: s.losses[1:],
    BY_LOSS.with_variant("size"): lambda s: np.abs(s.losses[1:]),
    BY_GRADIENT: lambda s: s.slopes()[1:],
    BY_GRADIENT.with_variant("before"): lambda s: s.slopes()[:-1],
    BY_GRADIENT.with_variant("largest"): lambda s: s.slopes(np.inf)[1:],
    BY_GRADIENT.with_variant("largest before"): lambda s: s.slopes(np.inf)[:-1],
    BY_STEP: lambda s: s.task.eta * s.slopes()[:-1],
    BY_STEP.with_variant("largest"): lambda s: s.task.eta * s.slopes(np.inf)[:-1],
    RELATIVE: lambda s: np.abs(s.changes / s.losses[:-1]),
}
"""What may be compared with the tolerance in place of a change of the loss, after each step."""


def is_below(size: Callable[[TaskStop], np.ndarray], stop: TaskStop) -> np.ndarray:
    return size(stop) < stop.tol


REASONS: Table = {m: partial(is_below, size) for m, size in SIZES.items()}
"""After which steps another size is below the tolerance."""

SECOND = CATALOGUE["second-stopping-condition"]
OTHER_TEST = CATALOGUE["another-stopping-test"]

OTHER_REASONS: Table = REASONS | {
    SECOND.with_variant("loss not above 0"): lambda s: s.losses[1:] <= 0,
    SECOND.with_variant("loss infinite"): lambda s: np.isinf(s.losses[1:]),
    SECOND.with_variant("gradient 0"): lambda s: s.slopes()[1:] == 0,
    SECOND.with_variant("loss of two steps ago"): lambda s: is_near_earlier(
        s, lambda past: past[-2:][0]
    ),
}
"""After which steps there is another reason to stop."""


def is_near_earlier(stop: TaskStop, choose: Callable[[np.ndarray], float]) -> np.ndarray:
    """Tell after which steps the loss is near one that is chosen among all earlier ones."""
    earlier = [choose(stop.losses[:k]) for k in range(1, stop.full)]
    return np.abs(stop.losses[1:] - earlier) < stop.tol


def stop_for(reason: Callable[[TaskStop], np.ndarray], stop: TaskStop) -> End:
    return end_at(reason(stop))


def stop_for_either(reason: Callable[[TaskStop], np.ndarray], stop: TaskStop) -> End:
    return end_at(stop.small | reason(stop))


def stop_for_both(reason: Callable[[TaskStop], np.ndarray], stop: TaskStop) -> End:
    return end_at(stop.small & reason(stop))


def second(mistake: Mistake, way: str) -> Mistake:
    return SECOND.with_variant(f"{mistake.id} {mistake.variant} {way}")


ENDS: Table = (
    STOPS
    | {m: partial(stop_for, reason) for m, reason in REASONS.items()}
    | {second(m, "either"): partial(stop_for_either, r) for m, r in OTHER_REASONS.items()}
    | {
        second(m, "both"): partial(stop_for_both, r)
        for m, r in REASONS.items()
        if m.variant != "size"  # never, like a comparison with the starting loss
    }
    | {
        CATALOGUE["tolerance-unused"]: lambda s: End(s.full),
        OTHER_TEST: lambda s: end_at(is_near_earlier(s, lambda past: past[0])),
        OTHER_TEST.with_variant("lowest so far"): lambda s: end_at(is_near_earlier(s, np.min)),
        OTHER_TEST.with_variant("both near the lowest"): lambda s: end_at(
            np.maximum(s.losses[1:], s.losses[:-1]) - np.minimum.accumulate(s.losses)[1:] < s.tol
        ),
        SIGNED.with_variant("falls alone"): lambda s: end_at(s.small & (s.changes <= 0)),
        SIGNED.with_variant("rises alone"): lambda s: end_at(s.small & (s.changes >= 0)),
        LAST_STEP: lambda s: End(s.right.losses, not s.stops),
    }
)


def by_name(task: Task, ends: Sequence[End]) -> dict[str, Any]:
    """Return the ends of all trials in the form in which they are judged."""
    lengths = {t.name: end.losses for t, end in zip(task.trials, ends, strict=True)}
    tried = [end.last_theta for t, end in zip(task.trials, ends, strict=True) if t.tol > NO_TOL]
    return lengths | {"theta at its end": all(tried)}


# --- cases ----------------------------------------------------------------------------------------


def bowl(k: np.ndarray, bottom: np.ndarray, height: float) -> tuple[Callable, Callable]:
    """Return ½ Σ k (θ − bottom)² + height, and its gradient."""
    return (
        lambda theta: float((k * (theta - bottom) ** 2).sum() / 2 + height),
        lambda theta: k * (theta - bottom),
    )


def draw_flat(rng: np.random.Generator) -> Task | None:
    """Draw a bowl so flat that slopes are small where the loss still falls, also through 0."""
    eta, bottom = float(rng.uniform(500, 1000)), rng.normal(size=3)
    k, start = (
        rng.uniform(0.3, 0.7, 3) / eta,
        bottom + rng.choice([-1, 1], 3) * rng.uniform(10, 20, 3),
    )
    falls = Task(*bowl(k, bottom, 0.0), eta, start).losses
    height = -(falls[2] + falls[3]) / 2  # so these two losses differ by their sign alone
    return come_to_rest(Task(*bowl(k, bottom, height), eta, start), {BY_LOSS.id, BY_GRADIENT.id})


def draw_valley(rng: np.random.Generator) -> Task | None:
    """Draw a valley of one number, high up, so steep that a short step still changes the loss."""
    eta, bottom = float(rng.uniform(0.005, 0.02)), float(rng.normal())
    k, height = float(rng.uniform(0.4, 0.7)) / eta, float(rng.uniform(15, 25))
    side = float(rng.choice([-1, 1]) * rng.uniform(1.5, 2.5))

    def root(theta: Any) -> float:
        return float(np.sqrt(1 + (theta - bottom) ** 2))

    return come_to_rest(
        Task(
            lambda theta: k * root(theta) - k + height,
            lambda theta: k * (theta - bottom) / root(theta),
            eta,
            bottom + side,
        ),
        {BY_STEP.id, RELATIVE.id},
    )


def come_to_rest(task: Task, early: set[str]) -> Task | None:
    """Return the task with a tolerance that ends it; None if it has none of the kind wanted.

    No rounding can mistake the tolerance, and the last step can be seen in the loss. What is
    compared with it by these mistakes is below it too early, and by all others too late: so no
    run ends where it should if a second condition ends it or keeps it going.
    """
    scale, unlimited = np.abs(task.losses).max(), task.stop(Trial("", task.theta), task.losses)
    sizes = {m: size(unlimited) for m, size in SIZES.items()}
    for tol, length in clear_tolerances(task.losses):
        seen = abs(unlimited.changes[length - 2]) > 2e-3 * scale
        if not (4 < length < LONG and seen):
            continue
        ends = {}
        for m, size in sizes.items():
            ends[m] = end_at(size < tol).losses
            if not (ends[m] < length if m.id in early else ends[m] > length):
                break
        else:
            if not set.intersection(*({ends[m] for m in ends if m.id == e} for e in early)):
                return task.trying(Trial("with tol", task.theta, tol))
    return None


def draw_steep(rng: np.random.Generator) -> Task | None:
    """Draw a bowl too steep for the rate in one direction: the loss rises from the start.

    The tolerance is one that a rising loss never comes near.
    """
    eta = float(rng.uniform(0.2, 0.5))
    k = rng.uniform(0.3, 0.6, (2, 2))
    bottom, side = rng.normal(size=(2, 2)), rng.uniform(-0.3, 0.3, (2, 2))
    k[1, 0], side[1, 0] = rng.uniform(2.1, 2.25), rng.choice([-1, 1]) * rng.uniform(1.5, 2.5)
    task = Task(*bowl(k / eta, bottom, 0.2), eta, bottom + side)
    rise = float(np.diff(task.losses).min())
    return task.trying(Trial("with tol", task.theta, rise / 3)) if rise > 0.05 else None


def draw_whole(rng: np.random.Generator) -> Task:
    """Draw a bowl around 0 with whole numbers for a start and a rate, and no rounding at all.

    Every step halves θ, in one entry to the other side of 0, so that losses are quartered. The
    tolerance is one of their differences. Other runs rest at once, begin at the bottom, or jump to
    where the loss is infinite, and on.
    """
    eta, signs = int(rng.choice([2, 4])), rng.choice([-1, 1], 2)
    k, start = np.array([0.5, 1.5]) / eta, signs * rng.integers(5, 16, 2)
    loss, gradient = bowl(k, np.zeros(2), -0.5)
    before = signs * np.array([4, 20])
    peak = Descent(loss, gradient, eta).step(before)

    def loss_with_peak(theta: Any) -> float:
        return float("inf") if np.array_equal(theta, peak) else loss(theta)

    task = Task(loss_with_peak, gradient, eta, start)
    changes = np.abs(np.diff(task.losses))
    return task.trying(
        Trial("with tol", start, float(changes[int(rng.integers(1, 4))])),
        Trial("with a large tol", start, LARGE, SHORT),
        Trial("from the bottom", np.zeros(2, int), NO_TOL, SHORT),
        Trial("across a peak", before, NO_TOL, SHORT),
    )


def draw_terraces(rng: np.random.Generator) -> Task:
    """Draw terraces, one for each step, whose heights jump: each loss is whatever it should be.

    With a large tolerance a run rests above its start, where it falls by a little less than that,
    after it has fallen by a little more. With a small one it goes on, over losses that are tiny,
    comes back near that of two steps ago and near the lowest, rises by a little more than the
    tolerance, and rests where it rises by a little less.
    """
    eta, (near, back) = float(rng.uniform(1e6, 2e6)), rng.uniform(0.2, 0.8, 2)
    large, small = float(rng.uniform(2, 4)), float(rng.uniform(1e-7, 2e-7))
    start, high, low = rng.uniform(30, 40), rng.uniform(30, 40), rng.uniform(0.01, 0.04)
    above = [start, start - 1.01, 50, 49.01]
    below = [20, 9, 20 + near, 9 - back, low, low + 1.01, high, high + 0.99, 15]
    heights = np.concatenate([large * np.array(above), small * np.array(below)])
    # So unlike each other that a wrong step meets another height.
    widths = rng.uniform(0.9, 1.1, len(heights)) * np.resize([1, 4], len(heights))
    places = np.cumsum(widths) - widths

    def find_terrace(theta: Any) -> int:
        return int(np.argmin(np.abs(places - theta)))

    def loss(theta: Any) -> float:
        k = find_terrace(theta)
        return float(heights[k] - widths[k] / eta * (theta - places[k]))

    def gradient(theta: Any) -> float:
        return -float(widths[find_terrace(theta)]) / eta

    task = Task(loss, gradient, eta, float(places[0]))
    return task.trying(
        Trial("with tol", task.theta, small), Trial("with a large tol", task.theta, large)
    )


DRAWS = (draw_flat, draw_valley, draw_steep, draw_whole, draw_terraces)


class TestDescend(Question):
    """descend(loss, gradient, theta, eta, tol, max_steps): steps, history and stop.

    Each grading takes some hundred steps, so it takes longer than that of other questions.
    """

    id = "05-gradient-descent/descend"
    parts = {"theta": 1, "history": 1, "stop": 2}
    cases = len(DRAWS)
    function = "descend"
    facts = {
        "without tol": "a run that no tolerance ends has too many steps, or too few.",
        "with tol": "a run that the tolerance ends has too many steps, or too few.",
        "with a large tol": "a run with a large tolerance has too many steps, or too few.",
        "from the bottom": "a run that begins at rest has too many steps, or too few.",
        "across a peak": "a run that meets an infinite loss has too many steps, or too few.",
        "theta at its end": "the parameters that come back are not those of the last loss.",
    }
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Task:
        """Draw until some tolerance shows what the case is for."""
        while (task := DRAWS[number](rng)) is None:
            pass
        return task

    @classmethod
    def call(cls, answer: Answer, case: Task) -> Values:
        def run(theta: Any, tol: float, max_steps: int) -> Run:
            arguments = case.loss, case.gradient, theta, case.eta, tol, max_steps
            return read_run(answer.call(cls.function, *arguments), theta)

        first = [run(case.theta, NO_TOL, k) for k in range(1, STEPS + 1)]
        trials = [run(t.theta, t.tol, t.max_steps) for t in case.trials]
        long = trials[0]
        walk = Walk(case, case.path[: STEPS + 1])
        returned = [run.theta for run in first]
        if not agrees(first[-1].history, case.losses[: STEPS + 1], SAME):
            walk = Walk(case, path_of(case, Run(np.asarray(case.theta), [0.0]), first))
            returned = walk.path[1:]
        unlisted = len(walk.path) - first[-1].recorded
        went_on = long.recorded + unlisted == len(walk.path) + LONG - STEPS
        losses = losses_of(long.history, LONG + 1, NO_TOL)
        if losses is None or not np.isfinite(losses).all():
            losses = case.losses
        shown = all(agrees(a, b) for a, b in zip(returned, walk.path[1:], strict=True))
        return {
            "walk": walk,
            "losses": losses,
            "unlisted": unlisted,
            "theta": [*returned, long.theta if went_on else walk.right[-1]],
            "history": first[-1].history,
            "stop": by_name(
                case,
                [
                    End(
                        run.recorded,
                        not shown
                        or any(
                            is_last(case, run, case.stop(t, known).losses, unlisted)
                            for known in (losses, case.losses)
                        ),
                    )
                    for t, run in zip(case.trials, trials, strict=True)
                ],
            ),
        }

    @staticmethod
    def solve(
        loss: Callable, gradient: Callable, theta: Any, eta: Any, tol: Any, max_steps: Any
    ) -> tuple:
        """Raises ValueError if it takes more than MOST_STEPS."""
        descent, tol = Descent(loss, gradient, to_number(eta)), to_number(tol)
        path = [to_array(theta)]
        losses = descent.losses_along(path).tolist()
        while len(path) <= int(max_steps):
            if len(path) > MOST_STEPS:
                raise ValueError("this descent takes too long")
            path.append(descent.step(path[-1]))
            losses.append(loss(path[-1]))
            if abs(np.diff(losses[-2:])) < tol:
                break
        return path[-1], losses

    def test_steps(self, case: Task, got: Values, judge: Judge) -> None:
        """The first steps one by one, from where the student's own run took them; then the rest."""
        walk, late = got["walk"], got["theta"][-1]
        judge(got, {"theta": walk.right}, mistakes=about(WALKS, walk, late))

    def test_history(self, case: Task, got: Values, judge: Judge) -> None:
        """It holds the losses of the student's own path."""
        path = got["walk"].path
        record = Record(case, path, case.losses_along(path))
        judge(got, {"history": record.losses}, mistakes=about(HISTORIES, record))

    def test_stop(self, case: Task, got: Values, judge: Judge) -> None:
        """A run ends where the losses say, the right ones or those of the student's own history.

        What this history leaves out is no new mistake.
        """
        right, stops = (
            [case.stop(trial, losses) for trial in case.trials]
            for losses in (case.losses, got["losses"])
        )
        own = [End(stop.right.losses - got["unlisted"]) for stop in stops]
        judge(
            got,
            {"stop": by_name(case, [stop.right for stop in right])},
            {"stop": by_name(case, own)},
            about(at_each(ENDS), stops, then=partial(by_name, case)),
        )


def is_last(case: Task, run: Run, losses: np.ndarray, unlisted: int) -> bool:
    """Tell whether a run returns the θ of the last loss of its history, by losses of that run.

    They are those of the student's own history, or the right ones, since a history may be in error
    by itself.
    """
    last = min(max(run.recorded - 1 + unlisted, 0), len(losses) - 1)
    neighbours = np.append(losses[max(last - 1, 0) : last], losses[last + 1 : last + 2])
    far = np.abs(losses[last] - neighbours).min()
    return bool(abs(case.loss(run.theta) - losses[last]) <= 0.1 * far)


def read_run(result: Any, start: Any) -> Run:
    """Read (theta, history).

    Raises AnswerError (kind "type") if θ does not have the shape of the start.
    """
    parts = name_values(result, "theta", "history")
    theta, shape = to_numbers(parts["theta"]), np.shape(start)
    if theta.shape != shape:
        expected = shape or "a single number"
        raise AnswerError("type", f"θ has shape {theta.shape}, where {expected} was expected.")
    return Run(theta, parts["history"])
