"""Training: a random start, full steps downhill, a record of the loss, and an end.

Where a run begins is the answer's own affair, so nothing here knows a right result. But the same
generator begins it in the same place: with a rate next to nothing a run shows its start, and with
one, two, three steps allowed it shows its path. Each step is then judged from where it began.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise
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
    agrees,
    asking,
    at_each,
    name_values,
    to_numbers,
)
from ..common.initialisation import MANY, RATE_LOST, SAME, START_FACTS, STARTS, Start, look_at
from ..common.layers import layer
from ..common.stopping import (
    RIVALS,
    STOPS,
    End,
    Stop,
    best_tolerance,
    end_at,
    sharp_tolerances,
    tell_rivals,
)
from ..common.trajectory import RECORDS, STEPS, Descent, Record, Run, losses_of, path_of
from .cases import CORNERS, FORBIDDEN, Mlp
from .mistakes import (
    AFTER_DELTA,
    BIAS_AVERAGED,
    HIDDEN,
    LAST_ROW,
    MEAN,
    NO_BIAS,
    ONE_OUTPUT,
    PAIRS,
    TWICE,
    Z_AS_INPUT,
)

STILL = 1e-13
"""A learning rate at which nothing moves that could be seen."""

NO_TOL = 1e-9
"""A tolerance that no step comes near."""

LARGE = 1e6
"""A tolerance that every step comes near."""

LONG = 24
"""The steps in which a loss has to come to rest, to try the tolerance."""

LATE = 10
"""The steps after which another is late."""

LONGER = 64
"""The steps of a run that is judged as a whole."""

VISIBLE = 0.05
"""The least that some parameter must move in a step that is judged."""


@dataclass(frozen=True)
class Training:
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
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes of the parameters, in the order in which θ holds them."""
        d, h = self.X.shape[1], self.hidden
        names = ("hidden layer's W", "hidden layer's b", "output layer's W", "output layer's b")
        return dict(zip(names, ((d, h), (h,), (h, 1), (1,)), strict=True))

    def net(self, theta: np.ndarray) -> Mlp:
        """Return the network whose parameters, one after another, are `theta`."""
        shapes = self.shapes.values()
        parts = np.split(theta, np.cumsum([np.prod(shape) for shape in shapes])[:-1])
        W1, b1, W2, b2 = (part.reshape(s) for part, s in zip(parts, shapes, strict=True))
        return Mlp([W1, W2], [b1, b2], self.X, self.y[:, None])

    def loss(self, theta: np.ndarray) -> float:
        net = self.net(theta)
        return float(net.loss(net.A[-1]))

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """Return the gradient by the formulas, which the tests hold to the oracle."""
        return as_vector(self.net(theta).gradients())

    @property
    def descent(self) -> Descent:
        return Descent(self.loss, self.gradient, self.alpha)

    @property
    def still(self) -> "Training":
        """The same without a step that can be seen."""
        return replace(self, alpha=STILL)

    def long_losses(self, theta: np.ndarray) -> np.ndarray:
        """Return the losses of a long right run from there."""
        return self.descent.losses_along(self.descent.path_from(theta, LONG))

    def steps_from(self, theta: np.ndarray) -> np.ndarray:
        """Return by how much some parameter moves in each step of a long right run."""
        path = self.descent.path_from(theta, LONG)
        return np.abs(np.diff(path, axis=0)).max(axis=1)

    def with_rises(self, theta: np.ndarray) -> "Training | None":
        """Return the same with a rate at which the loss rises first and comes to rest later.

        The first that tells most rivals of the stopping test; None if it has no such rate from this
        start.
        """
        found, most = None, -1
        for alpha in np.geomspace(2.0, 60.0, 10).tolist():
            wild = replace(self, alpha=alpha)
            path = wild.descent.path_from(theta, LONG)
            losses = wild.descent.losses_along(path)
            tol, length = best_tolerance(losses, NO_TOL)
            change = np.diff(losses)
            rises = change[0] > 1.1 * tol and (change[1:] < 0).any()
            if rises and length < len(losses) - 1 and shows_steps(path, losses):
                told = len(tell_rivals(losses))
                found, most = (wild, told) if told > most else (found, most)
            if most == len(RIVALS):
                break
        return found


def shows_steps(path: Sequence[np.ndarray], losses: np.ndarray) -> bool:
    """Tell whether the first steps of a run and a late one can be judged in float32.

    And none ends a run by itself.
    """
    steps, changes = np.abs(np.diff(path, axis=0)).max(axis=1), np.abs(np.diff(losses))
    least = min(steps[:STEPS].min(), steps[LATE:].max())
    return bool(least >= VISIBLE and changes.min() > 100 * NO_TOL)


def as_vector(gradients: list[dict[str, np.ndarray]]) -> np.ndarray:
    """Return the gradients of both layers one after another, in the order of θ."""
    return np.concatenate([np.ravel(found[name]) for found in gradients for name in ("W", "b")])


# --- mistakes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """A step of a run, and where it begins."""

    case: Training
    theta: np.ndarray

    @cached_property
    def net(self) -> Mlp:
        return self.case.net(self.theta)

    @cached_property
    def gradient(self) -> np.ndarray:
        return as_vector(self.net.gradients())

    def along(self, **ways: Callable) -> np.ndarray:
        """Return the gradient if deltas are found in other ways."""
        return as_vector(self.net.gradients(**ways))

    def after_delta(self, change: Callable) -> np.ndarray:
        """Return the gradient if something changes in layers whose deltas are right."""
        output = self.net.output
        return as_vector([change(self.net.hidden(0, output.D)), change(output)])


@dataclass(frozen=True)
class LongMove(Move):
    """What so many steps come to together."""

    number: int

    @cached_property
    def gradient(self) -> np.ndarray:
        end = self.case.descent.path_from(self.theta, self.number)[-1]
        return (self.theta - end) / self.case.alpha


def move_output_weights_first(move: Move) -> np.ndarray:
    """Send the delta back through output weights that have moved already."""
    net, (_, last) = move.net, move.net.gradients()
    W1, W2 = net.weights
    moved = Mlp([W1, W2 - move.case.alpha * last["W"]], net.biases, net.X, net.Y)
    return as_vector([layer(moved.hidden(0, last["D"]).D, net.X), last])


def train_output_layer_alone(move: Move) -> np.ndarray:
    first, last = move.net.gradients()
    return as_vector([{name: 0 * value for name, value in first.items()}, last])


def take_samples_in_turn(move: Move) -> np.ndarray:
    """Take the rows one after another, each with weights that the rows before have moved."""
    theta = move.theta
    for x, y in zip(move.case.X, move.case.y, strict=True):
        theta = replace(move.case, X=x[None], y=np.array([y])).descent.step(theta)
    return (move.theta - theta) / move.case.alpha


MOVES: Table = (
    {m: partial(Move.along, output=delta) for m, delta in ONE_OUTPUT.items()}
    | {m.with_variant("hidden"): partial(Move.along, hidden=delta) for m, delta in HIDDEN.items()}
    | {
        m: partial(Move.after_delta, change=AFTER_DELTA[m])
        for m in (NO_BIAS, BIAS_AVERAGED, LAST_ROW, Z_AS_INPUT)
    }
    | {
        RATE_LOST: lambda move: move.gradient / move.case.alpha,
        CATALOGUE["output-weights-moved-first"]: move_output_weights_first,
        CATALOGUE["hidden-layer-not-trained"]: train_output_layer_alone,
        CATALOGUE["sample-by-sample"]: take_samples_in_turn,
    }
)
"""A step divided by the rate, as each mistake would have it."""


def loss_of_pairs(net: Mlp) -> float:
    """Return the loss if each output is compared with every label."""
    return float(((net.A[-1] - net.Y.T) ** 2).sum() / 2)


HISTORIES: Table = asking(
    RECORDS,
    {
        "starting-loss-missing": (
            "What is the cost before anything has moved? Does the history begin there?"
        ),
        "last-loss-missing": "Is the cost after the last step in it too?",
    },
) | {
    MEAN: lambda r: r.losses / len(r.case.y),
    TWICE: lambda r: 2 * r.losses,
    PAIRS: lambda r: np.array([loss_of_pairs(r.case.net(theta)) for theta in r.path]),
}

LATER: Table = {
    CATALOGUE["step-changes-later"]: lambda got: (
        downhill(got)[: got["first"]] + got["steps"][got["first"] :]
    )
}
"""The steps of an answer, as they are if the first ones are right; a late one may be as it is."""

OTHER_TEST = CATALOGUE["another-stopping-test"]

ENDS: Table = asking(STOPS, {"one-step-only": "What repeats the steps?"}) | {
    OTHER_TEST.with_variant("tol without effect"): lambda s: End(s.full),
    OTHER_TEST.with_variant("loss compared with tol"): lambda s: end_at(s.losses[1:] < s.tol),
    OTHER_TEST.with_variant("compared with the start"): lambda s: end_at(
        np.abs(s.losses[1:] - s.losses[0]) < s.tol
    ),
}


def lengths(ends: Sequence[End]) -> list[int]:
    """Return the ends of some runs in the form in which they are judged."""
    return [end.losses for end in ends]


# --- the question ---------------------------------------------------------------------------------

WIDE, CALM, WILD = range(3)
"""Cases: many weights, to see how they are drawn and that alone; a falling loss; a jumpy one."""

SEEDS = 6
"""Starts that are compared, to see whether the generator tells them apart."""

TRIES = 6
"""Starts that are looked at for one from which the loss rises at some rate."""


class TestTrain(Question):
    """train(X, y, hidden, alpha, tol, max_steps, rng): start, steps, history and stop.

    Each grading trains some hundred steps, so it takes longer than that of other questions.
    """

    id = "07-xor-mlp/train"
    parts = {"start": 1, "steps": 2, "history": 1, "stop": 1}
    cases = 3
    function = "train"
    forbidden = FORBIDDEN
    facts = {**START_FACTS, "stop": "the tolerance ends a run too early or too late."}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Training:
        """Draw data with both labels; XOR's own for the calm case."""
        n, d, h = ((3, 4, 200), (4, 2, 4), (7, 3, 5))[number]
        X = CORNERS if number == CALM else rng.normal(size=(n, d))
        y = X.sum(axis=1) % 2 if number == CALM else rng.permutation(np.arange(n) % 2)
        alpha = (0.25, rng.uniform(0.5, 0.9), 2.0)[number]
        return Training(X, y, h, float(alpha), int(rng.integers(2**32)), rises=number == WILD)

    @classmethod
    def call(cls, answer: Answer, case: Training) -> Values:
        return follow(partial(train, answer), case)

    def test_start(self, case: Training, got: Values, judge: Judge) -> None:
        known = got["known"]
        judge(got, {"start": known.right}, mistakes=about(STARTS, known))

    def test_steps(self, case: Training, got: Values, judge: Judge) -> None:
        """The first steps and a late one are judged from where the student's own run took them."""
        if "moves" in got:
            mistakes = about(at_each(if_repeatable(MOVES, got)), got["moves"])
            mistakes |= about(if_repeatable(LATER, got), got)
            judge(got, {"steps": downhill(got)}, mistakes=mistakes)

    def test_history(self, case: Training, got: Values, judge: Judge) -> None:
        """It holds the losses of the student's own path."""
        if "moves" in got:
            mistakes = about(if_repeatable(HISTORIES, got), got["record"])
            judge(got, {"history": got["record"].losses}, mistakes=mistakes)

    def test_stop(self, case: Training, got: Values, judge: Judge) -> None:
        """A run ends where its own losses say."""
        if "moves" in got:
            mistakes = about(at_each(if_repeatable(ENDS, got)), got["ends"], then=lengths)
            judge(got, {"stop": got["right_stop"]}, mistakes=mistakes)


def if_repeatable(table: Table, got: Values) -> Table:
    """Return no mistakes for runs that never meet, since they agree with some by chance."""
    return table if got["start"]["repeatable"] else {}


def downhill(got: Values) -> list[np.ndarray]:
    """Return what each step should have been, divided by the rate."""
    return [move.gradient for move in got["moves"]]


@dataclass(frozen=True)
class TrainingRun(Run):
    """A run, and whether its parameters have the right shapes."""

    in_shape: bool = True


Train = Callable[[Training, float, int], TrainingRun]
"""Runs an answer with a tolerance and a limit of steps."""


def train(answer: Answer, case: Training, tol: float, max_steps: int) -> TrainingRun:
    """Run an answer.

    Raises AnswerError (kind "type") if what it gives cannot be a network of these widths.
    """
    rng = np.random.default_rng(case.seed)
    result = answer.call("train", case.X, case.y, case.hidden, case.alpha, tol, max_steps, rng)
    parts = name_values(result, "weights", "biases", "history")
    (W1, W2), (b1, b2) = (
        name_values(parts[name], "hidden layer", "output layer").values()
        for name in ("weights", "biases")
    )
    try:
        arrays = [to_numbers(a) for a in (W1, b1, W2, b2)]
    except AnswerError as error:
        raise AnswerError("type", f"A weight or bias: {error.message}") from None
    for array, (name, expected) in zip(arrays, case.shapes.items(), strict=True):
        if array.size != np.prod(expected):
            raise AnswerError(
                "type", f"The {name} has shape {array.shape}, where {expected} was expected."
            )
    in_shape = [array.shape for array in arrays] == [*case.shapes.values()]
    theta = np.concatenate([array.ravel() for array in arrays])
    return TrainingRun(theta, parts["history"], in_shape)


def facts_of(start: TrainingRun, run: Train, case: Training) -> dict[str, bool]:
    """Return what should be true of a start."""
    net = case.net(start.theta)
    weights, biases = (np.concatenate([a.ravel() for a in v]) for v in (net.weights, net.biases))
    seeds = range(case.seed, case.seed + SEEDS)
    again, *others = (run(replace(case.still, seed=seed), NO_TOL, 1).theta for seed in seeds)
    last_biases = [start.theta[-1], *(other[-1] for other in others)]
    # Other labels lead a step elsewhere, also one that ends where no further step is seen.
    other_labels = run(replace(case.still, y=1 - case.y), NO_TOL, 1).theta
    return {
        "shapes": start.in_shape,
        **look_at(weights, biases, np.array(last_biases)),
        "repeatable": bool(np.abs(again - start.theta).max() < SAME),
        "keeps_to_its_rate": bool(np.abs(other_labels - start.theta).max() < SAME),
        "from_rng": all(np.abs(other - start.theta).max() > SAME for other in others),
    }


def find_rises(run: Train, case: Training) -> tuple[Training, TrainingRun]:
    """Return the first of some starts from which some rate lets the loss rise, with that rate."""
    for seed in range(case.seed, case.seed + TRIES):
        start = run(replace(case.still, seed=seed), NO_TOL, 1)
        if found := replace(case, seed=seed).with_rises(start.theta):
            return found, start
    return case, run(case.still, NO_TOL, 1)


def follow(run: Train, case: Training) -> dict[str, Any]:
    """Return what an answer does, by part; with the path that it went, and how it may end."""
    start = run(case.still, NO_TOL, 1)
    known = Start(facts_of(start, run, case), case.hidden >= MANY)
    if known.many:
        return {"start": known.facts, "known": known}
    if case.rises:
        case, start = find_rises(run, case)
    runs = [run(case, NO_TOL, k) for k in range(1, STEPS + 1)]
    path = path_of(case.descent, start, runs)
    along, history = case.descent.losses_along(path), runs[-1].history
    if not known.trusted:
        along = np.append(first_of(history), along)
    unlisted = len(along) - runs[-1].recorded
    moves = [Move(case, theta) for theta in path[:-1]]
    steps = [(a - b) / case.alpha for a, b in pairwise(path)]
    if case.rises and (sizes := case.steps_from(start.theta)[LATE:]).max() >= VISIBLE:
        before, after = (run(case, NO_TOL, LATE + int(np.argmax(sizes)) + k) for k in (0, 1))
        if after.recorded == before.recorded + 1:
            moves.append(Move(case, before.theta))
            steps.append((before.theta - after.theta) / case.alpha)
    if not case.rises and agrees(steps, [move.gradient for move in moves]):
        # One by one the first ones are right; so a whole run should end where right steps lead.
        whole = run(case, 0.0, LONGER)
        if STEPS < (made := whole.recorded - 1 + unlisted) <= LONGER + 1:
            moves.append(LongMove(case, start.theta, made))
            steps.append((start.theta - whole.theta) / case.alpha)
    long = run(case, NO_TOL, LONG)
    losses = losses_of(long.history, LONG + 1 - unlisted, NO_TOL)
    if losses is None:
        losses = case.long_losses(start.theta)[max(unlisted, 0) :]
    # In a slow descent both losses agree with its first entry: it is the nearer one.
    late = unlisted == 1 and abs(losses[0] - along[1]) < abs(losses[0] - along[0])
    seen = np.append(along[0], losses) if late else losses
    tol, length = best_tolerance(seen, NO_TOL)
    # Where the first loss or the last is left out, a run that stops ends one entry earlier.
    with_tol = length - (unlisted == 1) if tol > NO_TOL else len(losses)
    at_once = Stop(losses, LARGE).right.losses - (unlisted == 1)
    others = list(dict.fromkeys(sharp_tolerances(losses, tol) + tell_rivals(losses)))
    others = [] if unlisted else others
    return {
        "start": known.facts,
        "known": known,
        "steps": steps,
        "first": len(path) - 1,
        "moves": moves,
        "history": history,
        "record": Record(case, path, along),
        "stop": [
            long.recorded,
            run(case, tol, LONG).recorded,
            run(case, LARGE, LONG).recorded,
            run(replace(case, alpha=0.0), 0.0, STEPS).recorded,
            *(run(case, t, LONG).recorded for t in others),
        ],
        "ends": [
            Stop(losses, NO_TOL),
            Stop(losses, tol),
            Stop(losses, LARGE),
            Stop(np.zeros(STEPS + 1), 0.0),
            *(Stop(losses, t) for t in others),
        ],
        "right_stop": np.array(
            [
                len(losses),
                with_tol,
                at_once,
                STEPS + 1 - unlisted,
                *(Stop(losses, t).right.losses for t in others),
            ]
        ),
    }


def first_of(history: Any) -> np.ndarray:
    """Return the first loss of a history, as a row; an empty one if there is none."""
    try:
        return to_numbers(history).ravel()[:1]
    except AnswerError:
        return np.empty(0)
