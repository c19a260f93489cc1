"""Digit training, judged by its steps and by what the network reads in the end.

Nobody can say which weights a training should end with, since the first ones are drawn as each
answer likes. So the network is tried on unseen digits, and the program looked at more closely
where training costs nothing: on a few digits with half of their pixels.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from operator import is_not
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    DIFFERENTIATION,
    Answer,
    AnswerError,
    Judge,
    Mistake,
    Question,
    Table,
    Values,
    about,
    name_values,
    times,
    to_numbers,
)
from .cases import PARAMETERS, Network
from .descent import Batches, Path, both_from_start, cut, gradients_of, row_gradients, shares_of
from .mistakes import MOVES, STANDS, SUMMED, UPHILL
from .replays import Replays
from .training import DigitTraining, Train, Weights, as_vector, is_same, make_network

ENOUGH = 0.95
"""The share of unseen digits that a network must read."""


def train_well(train: Train, case: DigitTraining, followed: bool) -> Weights:
    """Train, and once more if that was not enough; return the better weights.

    Even a right program ends just after a bad step once in a thousand times. One that is not
    followed, and reads less than half, would not read enough the next time.
    """
    first = train(case)
    share = case.share(first)
    if share >= ENOUGH or (share < 0.5 and not followed):
        return first
    return max(first, train(case.later()), key=case.share)


@dataclass(frozen=True)
class Behaviour:
    """What is seen of a training: its network, and what a program does with a few digits."""

    case: DigitTraining
    weights: Weights
    path: Path
    batches: Batches | None
    replays: Replays | None
    followed: bool
    finite: bool
    repeats: bool
    varies: bool
    heeds_size: bool
    draws_elsewhere: bool

    @classmethod
    def observe(cls, train: Train, case: DigitTraining) -> "Behaviour":
        """Train with a few digits several times, then with all."""
        small = case.small
        once, again, other = train(small), train(small), train(small.later())
        path = Path.observe(train, small)
        seen = [once, *path.starts, *path.ends]
        finite = all(np.isfinite(part).all() for weights in seen for part in weights.values())
        repeats = is_same(once, again)
        followed = finite and repeats and path.knows_rate and not path.fixed and path.is_right
        batches = Batches.observe(train, small) if followed else None
        replays = Replays.observe(train, small, path.one_start) if followed else None
        return cls(
            case,
            train_well(train, case, followed),
            path,
            batches,
            replays,
            followed=followed,
            finite=finite,
            repeats=repeats,
            varies=not is_same(once, other),
            heeds_size=not is_same(once, train(replace(small, size=len(small.X)))),
            draws_elsewhere=batches is not None and batches.draws_elsewhere(train),
        )

    @property
    def first_step(self) -> float:
        """How the first step compares with one of the right size, downhill; nan if with none.

        1 is right; −1 goes uphill, m sums over the batch, 0 stands still.
        """
        right, moved = as_vector(self.path.right[0]), as_vector(self.path.steps[0])
        factor = float(moved @ right / max(float(right @ right), 1e-30))
        along = np.abs(moved - factor * right).max() <= 1e-3 * np.abs(moved).max()
        return factor if along else float("nan")

    @property
    def stands(self) -> bool:
        """Whether no step moves anything."""
        return self.path.knows_rate and self.path.fixed and self.first_step == 0

    @property
    def shows_steps(self) -> bool:
        """Whether a right path tells that steps are right, and another one that they are not.

        Of weights that differ each time nobody can tell why. Where epochs are not counted, steps
        may yet be right.
        """
        miscounted = self.path.fixed or self.path.miscounted
        return self.repeats and (self.stands or not miscounted)

    @cached_property
    def network(self) -> Network:
        """The network in the end, with the unseen digits."""
        return make_network(self.case.unseen, self.case.truth, self.weights)

    @cached_property
    def share(self) -> float:
        """The share of unseen digits that the network reads."""
        return self.case.share(self.weights)

    @property
    def sorts(self) -> bool:
        """Whether the network tells the classes apart, by whichever names."""
        classes, truth = self.network.output.Z.argmax(axis=1), self.case.truth
        most = sum(np.bincount(truth[classes == c]).max(initial=0) for c in set(classes))
        return most / len(truth) > 0.9


NOT_FINITE = CATALOGUE["weights-not-finite"]
WITH_REPLACEMENT = CATALOGUE["drawn-with-replacement"].asking(
    "Is every image in one batch of every epoch?"
)


def in_each_epoch(path: Path, gives: Callable[[Network], Weights]) -> list[Weights]:
    """Return the steps of a path if each of them is wrong in one way."""
    return [gives(place) for place in path.places]


def as_found(path: Path, explained: bool) -> list[Weights]:
    """Return the steps as they are, if they are explained, else as they should be."""
    return path.steps if explained else path.right


def rate_changes(path: Path) -> bool:
    """Tell whether each step goes in the right direction, with a rate that does not stay."""
    both = [(as_vector(a), as_vector(b)) for a, b in zip(path.steps, path.right, strict=True)]
    factors = [float(got @ right / max(float(right @ right), 1e-30)) for got, right in both]
    along = all(
        np.abs(got - factor * right).max() <= 1e-3 * np.abs(right).max()
        for (got, right), factor in zip(both, factors, strict=True)
    )
    return along and min(factors) > 0 and float(np.ptp(factors)) > 1e-3


def has_momentum(path: Path) -> bool:
    """Tell whether each step is one part gradient and one part of the step before it."""
    steps, right = (np.stack([as_vector(s) for s in found]) for found in (path.steps, path.right))
    before = np.vstack([0 * steps[:1], steps[:-1]])
    parts = np.stack([right.ravel(), before.ravel()], axis=1)
    (gradient, memory), *_ = np.linalg.lstsq(parts, steps.ravel(), rcond=None)
    rest = np.abs(parts @ [gradient, memory] - steps.ravel()).max()
    return gradient > 0 and memory > 0.01 and rest < 1e-3 * np.abs(right).max()


def count_rows(path: Path) -> np.ndarray:
    """Return how often each row is in the first step, whose gradient is divided by their number."""
    columns = row_gradients(path.places[0])
    counts, *_ = np.linalg.lstsq(columns, len(columns.T) * as_vector(path.steps[0]), rcond=None)
    return counts


def takes_rows_again(path: Path) -> bool:
    """Tell whether a step is made of so many rows as it should be, some twice and others never."""
    counts = count_rows(path)
    whole = np.abs(counts - counts.round()).max() < 0.05
    return bool(whole and counts.min() < 0.5 < 1.5 < counts.max())


def leaves_rows_out(path: Path) -> bool:
    """Tell whether a step is made of some rows alone, all of them alike."""
    counts = count_rows(path)
    kept, others = counts[counts > 0.5], counts[counts <= 0.5]
    alike = len(kept) > 0 and np.ptp(kept) < 0.05 and abs(kept.sum() - len(counts)) < 0.05
    return bool(alike and len(others) > 0 and np.abs(others).max() < 0.05)


def drawn_again(path: Path) -> bool:
    """Tell whether first weights are drawn in each epoch: all of them, or some and others not."""
    one, other = path.starts[:2]
    again = [np.abs(one[n] - other[n]).max() > max(np.ptp(one[n]) / 4, 1e-5) for n in PARAMETERS]
    kept = [np.allclose(one[n], other[n], atol=1e-5) and np.ptp(one[n]) > 0 for n in PARAMETERS]
    return any(again) and (any(kept) or path.counts == [1] * len(path.starts))


def factors_of(path: Path) -> dict[str, float]:
    """Return by which factor each array is off in all steps; nan if by none."""
    factors = {}
    for name in PARAMETERS:
        got, right = (
            np.concatenate([step[name].ravel() for step in steps])
            for steps in (path.steps, path.right)
        )
        factor = float(got @ right / max(float(right @ right), 1e-30))
        along = np.abs(got - factor * right).max() <= 1e-3 * np.abs(right).max()
        factors[name] = factor if along else float("nan")
    return factors


def some_are(path: Path, value: float) -> bool:
    """Tell whether some arrays are right, and all others differ by this factor."""
    factors = np.array(list(factors_of(path).values()))
    right, other = np.isclose(factors, 1, rtol=1e-3), np.isclose(factors, value, atol=1e-3)
    return bool(right.any() and other.any() and (right | other).all())


def rates_differ(path: Path) -> bool:
    """Tell whether each array moves in the right direction, with a rate of its own."""
    factors = np.array(list(factors_of(path).values()))
    averaged = np.isclose(factors, 1 / len(path.case.X), rtol=1e-3).any()
    return bool((factors > 1e-3).all() and np.ptp(factors) > 1e-3 and not averaged)


def has_another_length(path: Path) -> bool:
    """Tell whether all steps are too long or too short by one factor that has no name here."""
    factors = np.array(list(factors_of(path).values()))
    m, classes = len(path.case.X), path.places[0].W2.shape[1]
    named = [1, m, 1 / m, path.rate, 1 / classes, 1 / np.log(2)]
    return bool(
        (factors > 1e-3).all()
        and np.ptp(factors) < 1e-3 * factors[0]
        and not np.isclose(factors[0], named, rtol=1e-3).any()
    )


def hidden_layer_stays(path: Path) -> bool:
    """Tell whether it is the hidden layer as a whole that does not move."""
    factors = factors_of(path)
    return all(abs(factors[name]) < 1e-3 for name in ("W1", "b1")) and factors["W2"] > 0.5


STEPS: Table = {m: partial(in_each_epoch, gives=gives) for m, gives in MOVES.items()} | {
    CATALOGUE["output-weights-moved-first"]: lambda path: in_each_epoch(
        path, partial(move_output_weights_first, rate=path.rate)
    ),
    CATALOGUE["learning-rate-twice"]: lambda path: in_each_epoch(
        path, lambda n: times(path.rate, gradients_of(n))
    ),
    CATALOGUE["rate-changes-in-training"]: lambda path: as_found(path, rate_changes(path)),
    CATALOGUE["parameter-not-trained"]: lambda path: as_found(
        path, some_are(path, 0) and not hidden_layer_stays(path)
    ),
    CATALOGUE["parameter-uphill"]: lambda path: as_found(path, some_are(path, -1)),
    CATALOGUE["rates-of-their-own"]: lambda path: as_found(path, rates_differ(path)),
    CATALOGUE["step-of-another-length"]: lambda path: as_found(path, has_another_length(path)),
    CATALOGUE["images-left-out"]: lambda path: as_found(path, leaves_rows_out(path)),
    CATALOGUE["momentum-in-training"]: lambda path: as_found(path, has_momentum(path)),
    WITH_REPLACEMENT: lambda path: as_found(path, takes_rows_again(path)),
    CATALOGUE["weights-drawn-again"]: lambda path: as_found(path, drawn_again(path)),
}
"""The steps of a path, divided by the rate, as each mistake would have them."""


def move_output_weights_first(n: Network, rate: float) -> Weights:
    """Send the error signal back through output weights that have moved already."""
    right = gradients_of(n)
    late = gradients_of(replace(n, W2=n.W2 - rate * right["W2"]), n.output.gradient)
    return right | {"W1": late["W1"], "b1": late["b1"]}


def number_steps(steps: Iterable[Weights]) -> dict[str, Weights]:
    """Return steps by the names that a student reads."""
    return {f"step {number}": step for number, step in enumerate(steps, start=1)}


SHARES: dict[Mistake, Callable[[int, int], np.ndarray]] = {
    CATALOGUE["epoch-without-last-batch"]: lambda m, s: shares_of([s] * (m // s), m),
    CATALOGUE["first-batch-only"]: lambda m, s: shares_of([s], m),
    CATALOGUE["epoch-of-even-batches"]: lambda m, s: shares_of(even(m, len(cut(m, s))), m),
    CATALOGUE["all-samples-every-step"]: lambda m, s: np.full(m, len(cut(m, s)) / m),
    CATALOGUE["rate-falls-every-batch"]: lambda m, s: np.concatenate(
        [np.full(length, 1 / length / k) for k, length in enumerate(cut(m, s), start=1)]
    ),
    CATALOGUE["divided-by-all-samples"]: lambda m, s: np.full(m, 1 / m),
    CATALOGUE["short-batch-divided-by-full-size"]: lambda m, s: np.full(m, 1 / s),
    CATALOGUE["last-batch-filled-up"]: lambda m, s: np.append(
        np.full(m - -m % s, 1 / s), np.full(-m % s, 2 / s)
    ),
}
"""What the gradients of m rows count in an epoch with batches of `s`, by each mistake."""


def even(m: int, batches: int) -> list[int]:
    """Return the lengths of so many batches of about one length."""
    return [len(rows) for rows in np.array_split(np.arange(m), batches)]


def has_batches(seen: "Behaviour", shares: Callable[[int, int], np.ndarray]) -> bool:
    """Tell whether rows count in the epochs of a program what a mistake would have them count."""
    if seen.batches is None or seen.batches.is_right:
        return False
    return all(epoch.agrees(shares(epoch.m, epoch.size)) for epoch in seen.batches.epochs)


def draws_with_replacement(seen: "Behaviour") -> bool:
    """Tell whether there are as many batches as there should be, with some rows in none."""
    epochs = [] if seen.batches is None else seen.batches.epochs
    return bool(epochs) and all(
        abs(epoch.shares.sum() - epoch.batches) < 0.1 and (epoch.shares < 0.2 / epoch.size).any()
        for epoch in epochs
    )


READS_TOO_LITTLE: Table = {
    UPHILL: lambda b: abs(b.first_step + 1) < 1e-2,
    SUMMED: lambda b: abs(b.first_step / len(b.case.small.X) - 1) < 1e-2,
    STANDS: lambda b: b.stands,
    CATALOGUE["hidden-units-alike"]: lambda b: np.ptp(b.path.starts[0]["W1"], axis=1).max() < 1e-6,
    NOT_FINITE: lambda b: not np.isfinite(b.network.output.Z).all(),
    CATALOGUE["no-active-hidden-unit"]: lambda b: not (b.network.Z1 > 0).any(),
    CATALOGUE["classes-exchanged"]: lambda b: b.share < 0.5 and b.sorts,
    CATALOGUE["guessing"]: lambda b: b.share < 0.2,
    CATALOGUE["learns-too-little"]: lambda b: True,
}
"""Whether a mistake is what keeps a network from reading enough; the first that is counts."""

GENERATOR: Table = {
    NOT_FINITE: lambda b: not b.finite,
    CATALOGUE["random-numbers-from-elsewhere"]: lambda b: not b.repeats,
    CATALOGUE["generator-unused"].asking("From where do the first weights come?"): lambda b: (
        not b.varies
    ),
    CATALOGUE["another-generator"].asking(
        "Where do the first weights come from, and where the order of the images?"
    ): lambda b: b.draws_elsewhere,
}
"""Whether a mistake is what is wrong with the random numbers; the first that is counts."""

LATE = CATALOGUE["right-in-first-epochs"]

SETTINGS: Table = {
    NOT_FINITE: lambda b: not b.finite,
    STANDS: lambda b: b.stands,
    CATALOGUE["training-without-learning-rate"]: lambda b: b.repeats and not b.path.knows_rate,
    CATALOGUE["number-of-epochs-unused"]: lambda b: b.path.fixed,
    CATALOGUE["epochs-miscounted"]: lambda b: b.path.miscounted,
    CATALOGUE["batch-size-unused"]: lambda b: not b.heeds_size,
    LATE: lambda b: b.replays is not None and not b.replays.late_steps,
    **{m: partial(has_batches, shares=shares) for m, shares in SHARES.items()},
    CATALOGUE["gradients-of-epoch-start"]: lambda b: (
        b.batches is not None and b.batches.follows(both_from_start)
    ),
    WITH_REPLACEMENT: draws_with_replacement,
    CATALOGUE["other-batches"]: lambda b: b.batches is not None and not b.batches.is_right,
    LATE.with_variant("batches"): lambda b: b.replays is not None and not b.replays.late_batches,
    CATALOGUE["other-settings-than-given"]: lambda b: b.replays is not None and not b.replays.large,
    CATALOGUE["right-while-loss-falls"]: lambda b: b.replays is not None and not b.replays.rising,
}
"""Whether a mistake is what makes settings matter less; the first that is counts."""


def about_first(causes: Table, seen: Behaviour) -> dict[Mistake, Callable[[], bool]]:
    """Return what the judge takes: all is well but for the first mistake that is at fault."""
    first = next((mistake for mistake, holds in causes.items() if holds(seen)), None)
    return {mistake: partial(is_not, mistake, first) for mistake in causes}


def read_weights(result: Any, case: DigitTraining) -> Weights:
    """Return a student's weights as arrays.

    Raises AnswerError (kind "type") for what is not made of numbers, or has another shape.
    """
    weights = {}
    for name, value in name_values(result, *PARAMETERS).items():
        try:
            weights[name] = to_numbers(value)
        except AnswerError as error:
            raise AnswerError("type", f"`{name}`: {error.message}") from None
    for name, shape in case.shapes().items():
        if (mine := weights[name].shape) != shape:
            raise AnswerError("type", f"`{name}` has shape {mine}, where {shape} was expected.")
    return weights


class TestTrain(Question):
    """train(X, labels, hidden, eta, epochs, size, rng): a network that reads unseen digits.

    One case, since a training takes a fifth of a second, a hundred times what other gradings do.
    """

    id = "08-digits/train"
    parts = {"accuracy": 2, "steps": 1, "rng": 1, "settings": 1}
    cases = 1
    function = "train"
    facts = {
        "accuracy": "too few of the digits that it has never seen are read.",
        "rng": "the same generator should lead to the same weights, and another to others.",
        "settings": "η, the number of epochs or the size of a batch makes no difference.",
    }
    forbidden = (
        *DIFFERENTIATION,
        *("nnlib.net.Net.", "nnlib.training.", "sklearn.", "torch.", "tensorflow.", "keras."),
    )
    draw = staticmethod(DigitTraining.draw)

    @staticmethod
    def rows(case: DigitTraining) -> int:
        return 0

    @classmethod
    def call(cls, answer: Answer, case: DigitTraining) -> Values:
        def train(case: DigitTraining) -> Weights:
            settings = case.hidden, case.eta, case.epochs, case.size
            rng = np.random.default_rng(case.seed)
            result = answer.call(cls.function, case.X, case.labels, *settings, rng)
            return read_weights(result, case)

        with np.errstate(all="ignore"):
            seen = Behaviour.observe(train, case)
            return {
                "seen": seen,
                "accuracy": seen.share >= ENOUGH,
                "steps": number_steps(seen.path.steps),
                "rng": seen.finite and not any(holds(seen) for holds in GENERATOR.values()),
                "settings": seen.finite and not any(holds(seen) for holds in SETTINGS.values()),
            }

    def test_accuracy(self, case: DigitTraining, got: Values, judge: Judge) -> None:
        judge(got, {"accuracy": True}, mistakes=about_first(READS_TOO_LITTLE, got["seen"]))

    def test_steps(self, case: DigitTraining, got: Values, judge: Judge) -> None:
        """Each step is judged from where the student's own program took it."""
        seen: Behaviour = got["seen"]
        if not seen.finite:
            judge({"steps": False}, {"steps": True}, mistakes={NOT_FINITE: lambda: False})
        elif seen.shows_steps:
            mistakes = about(STEPS, seen.path, then=number_steps)
            judge(got, {"steps": number_steps(seen.path.right)}, mistakes=mistakes)
        else:
            judge({"steps": True}, {"steps": True})

    def test_generator(self, case: DigitTraining, got: Values, judge: Judge) -> None:
        judge(got, {"rng": True}, mistakes=about_first(GENERATOR, got["seen"]))

    def test_settings(self, case: DigitTraining, got: Values, judge: Judge) -> None:
        """η, the epochs and the batches are what they should be."""
        judge(got, {"settings": True}, mistakes=about_first(SETTINGS, got["seen"]))
