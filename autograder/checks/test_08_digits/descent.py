"""Mini-batch gradient descent, followed from outside.

The first weights and the order of the rows are a program's own affair, so nothing here knows a
right result. But a generator in the same state begins a training in the same place: with a rate of
next to nothing a program shows its first weights. With all rows in one batch, one, two, three
epochs show its path, and each step is judged from where it began. With smaller batches and a small
rate an epoch moves the weights by the sum of the rows' own gradients, each divided by the size of
the batch it was in: so the batches can be told from what has moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .cases import PARAMETERS, Network
from .training import DigitTraining, Train, Weights, as_vector, is_same

STILL = 1e-9
"""A learning rate that moves nothing."""

GENTLE = 1e-4
"""One at which the gradients hardly change within an epoch."""

EPOCHS = 3
"""The epochs that are judged one by one, with all rows in one batch."""

CLOSE = 1e-4
"""The largest error of a right step, relative to its largest entry in an array."""

ROUNDING = 4 * float(np.finfo(np.float32).eps)
"""What float32 may add to it, relative to the largest weight."""


def show_start(train: Train, case: DigitTraining) -> Weights:
    """Return the first weights of a program; 0 is just 0."""
    start = train(replace(case, eta=STILL))
    return {name: np.where(np.abs(start[name]) < 1e-7, 0, start[name]) for name in PARAMETERS}


def gradients_of(n: Network, D2: np.ndarray | None = None) -> Weights:
    """Return the gradient of the loss, or what another error signal of the output makes of it."""
    D2 = n.output.gradient if D2 is None else D2
    D1 = n.hidden(D2).D
    return {"W1": n.X.T @ D1, "b1": D1.sum(axis=0), "W2": n.A1.T @ D2, "b2": D2.sum(axis=0)}


def row_gradients(n: Network) -> np.ndarray:
    """Return the gradient of each row's own loss as a column, parameters one after another."""
    D2 = n.output.gradient * len(n.X)
    D1 = n.hidden(D2).D
    products = np.einsum("ij,ik->ijk", n.X, D1), D1, np.einsum("ij,ik->ijk", n.A1, D2), D2
    return np.concatenate([part.reshape(len(n.X), -1) for part in products], axis=1).T


def step(case: DigitTraining, weights: Weights, rows: np.ndarray | slice = slice(None)) -> Weights:
    """Return where one step leads that looks at these rows."""
    batch = replace(case, X=case.X[rows], labels=case.labels[rows])
    slopes = gradients_of(batch.network(weights))
    return {name: weights[name] - case.eta * slopes[name] for name in PARAMETERS}


def is_near(got: np.ndarray, right: np.ndarray, rounding: float) -> bool:
    """Tell whether a step, or part of one, is right but for errors that float32 may make."""
    return bool(np.abs(got - right).max() <= CLOSE * np.abs(right).max() + rounding)


@dataclass(frozen=True)
class Path:
    """Runs of one, two, three epochs with all rows in one batch: where each began and ended.

    They begin in one place, unless all orders are drawn before the first weights.
    """

    case: DigitTraining
    starts: Sequence[Weights]
    ends: Sequence[Weights]
    knows_rate: bool

    @classmethod
    def observe(cls, train: Train, case: DigitTraining) -> "Path":
        """Run a program."""
        whole = replace(case.with_black_image, size=len(case.X))
        runs = [replace(whole, epochs=epochs) for epochs in range(1, EPOCHS + 1)]
        starts = [show_start(train, run) for run in runs]
        # Other labels lead a step elsewhere, also one that does not know the rate.
        other = show_start(train, replace(runs[0], labels=(case.labels + 1) % 10))
        return cls(whole, starts, list(map(train, runs)), is_same(starts[0], other))

    @property
    def one_start(self) -> bool:
        """Whether the first weights do not depend on the number of epochs."""
        return is_same(self.starts[0], self.starts[1])

    @property
    def fixed(self) -> bool:
        """Whether any number of epochs leads to the same place."""
        return is_same(self.ends[0], self.ends[1])

    @cached_property
    def counts(self) -> list[int | None]:
        """How many right steps each run has made, if none or one too many at most."""
        return [self._count(number) for number in range(EPOCHS)]

    def _count(self, number: int) -> int | None:
        at, end = self.starts[number], self.ends[number]
        for steps in range(number + 3):
            rounding = {name: ROUNDING * np.abs(end[name]).max() for name in PARAMETERS}
            far = {name: np.abs(at[name] - self.starts[number][name]).max() for name in PARAMETERS}
            if all(
                np.abs(end[n] - at[n]).max() <= 10 * CLOSE * far[n] + rounding[n]
                for n in PARAMETERS
            ):
                return steps
            at = step(self.case, at)
        return None

    @property
    def miscounted(self) -> bool:
        """Whether each run makes one right step too many, or each one too few."""
        wrong = [[number + 1 + by for number in range(EPOCHS)] for by in (-1, 1)]
        return not self.is_right and self.counts in wrong

    @cached_property
    def places(self) -> list[Network]:
        """The networks from which the last steps of the runs began."""
        found = [self.starts[0]]
        for number in range(1, EPOCHS):
            at = self.ends[number - 1]
            if self.knows_rate and not is_same(self.starts[number], self.starts[number - 1]):
                at = self.starts[number]
                for _ in range(number):
                    at = step(self.case, at)
            found.append(at)
        # From where a run began that does not know the rate, nobody can see.
        return [self.case.network(at) for at in found][not self.knows_rate :]

    @property
    def moved(self) -> list[Weights]:
        """What the last step of each run has moved."""
        ends = self.ends[not self.knows_rate :]
        return [
            {name: end[name] - getattr(place, name) for name in PARAMETERS}
            for place, end in zip(self.places, ends, strict=True)
        ]

    @cached_property
    def rate(self) -> float:
        """The learning rate; of a program that does not know it, the one that it seems to have."""
        if self.knows_rate:
            return self.case.eta
        right, moved = as_vector(gradients_of(self.places[0])), as_vector(self.moved[0])
        rate = -float(moved @ right) / max(float(right @ right), 1e-30)
        return rate if rate > 0 else self.case.eta

    @cached_property
    def steps(self) -> list[Weights]:
        """The steps divided by the rate, which should be gradients; rounding aside."""
        found = []
        for place, moved in zip(self.places, self.moved, strict=True):
            right = gradients_of(place)
            got = {name: -moved[name] / self.rate for name in PARAMETERS}
            for name in PARAMETERS:
                rounding = ROUNDING * np.abs(getattr(place, name)).max() / self.rate
                # Where a gradient should be 0, nothing else says how large an error may be.
                rounding += 1e-8 * max(np.abs(values).max() for values in right.values())
                if is_near(got[name], right[name], rounding):
                    got[name] = right[name]
            found.append(got)
        return found

    @cached_property
    def right(self) -> list[Weights]:
        """What these steps should be."""
        return [gradients_of(place) for place in self.places]

    @cached_property
    def is_right(self) -> bool:
        """Whether every step is the one of gradient descent."""
        return all(
            np.array_equal(got[name], right[name])
            for got, right in zip(self.steps, self.right, strict=True)
            for name in PARAMETERS
        )


# --- batches --------------------------------------------------------------------------------------


TWO_BATCHES = 14
"""A size with which an epoch of the few digits has two batches, a longer and a shorter one."""


def cut(m: int, size: int) -> list[int]:
    """Return how many rows each batch of an epoch has."""
    return [min(size, m - first) for first in range(0, m, size)]


def shares_of(lengths: Sequence[int], m: int) -> np.ndarray:
    """Return what a row's gradient counts in an epoch of such batches, smallest first.

    Rows that are in no batch count nothing.
    """
    shares = [1 / length for length in lengths for _ in range(length)]
    return np.sort(np.append(shares, np.zeros(m - len(shares))))


@dataclass(frozen=True)
class Epoch:
    """What each row's gradient counted in a training with a gentle rate, by batches of `size`."""

    size: int
    shares: np.ndarray

    @property
    def m(self) -> int:
        return len(self.shares)

    @property
    def batches(self) -> int:
        """The batches that there should be."""
        return len(cut(self.m, self.size))

    def agrees(self, shares: np.ndarray) -> bool:
        """Tell whether the rows count so much, whichever counts what."""
        return bool(np.abs(np.sort(self.shares) - np.sort(shares)).max() < 0.06 / self.size)

    @cached_property
    def is_right(self) -> bool:
        """Whether each row was in one batch."""
        right = shares_of(cut(self.m, self.size), self.m)
        return bool(np.all(np.abs(np.sort(self.shares) - right) < 0.06 * right))

    @property
    def last(self) -> np.ndarray:
        """The rows of the last batch, where there are two."""
        rest = self.m - self.size
        return np.sort(np.argsort(self.shares)[self.m - rest :])


@dataclass(frozen=True)
class Gauge:
    """Tells what each row's gradient counted in a training, from what has moved."""

    case: DigitTraining
    start: Weights

    @cached_property
    def columns(self) -> np.ndarray:
        return row_gradients(self.case.network(self.start))

    @cached_property
    def inverse(self) -> np.ndarray:
        return np.linalg.pinv(self.columns, rcond=1e-7)

    def read(self, train: Train, size: int, epochs: int = 1) -> Epoch | None:
        """Run a program with a gentle rate; None if what has moved does not tell every row."""
        case = replace(self.case, eta=GENTLE, epochs=epochs, size=size)
        moved = (as_vector(self.start) - as_vector(train(case))) / GENTLE
        if not np.isfinite(moved).all():
            return None
        shares = self.inverse @ moved
        rest = np.linalg.norm(moved - self.columns @ shares)
        error = rest * np.linalg.norm(self.inverse, axis=1)
        alone = np.diag(self.inverse @ self.columns) > 0.999
        return Epoch(size, shares) if (alone & (error < 0.2 / size)).all() else None


@dataclass(frozen=True)
class Batches:
    """The batches of a training, in several sizes, and two of them followed step by step."""

    case: DigitTraining
    epochs: Sequence[Epoch]
    two_epochs: Epoch
    start: Weights
    two_batches: Weights

    @classmethod
    def observe(cls, train: Train, case: DigitTraining) -> "Batches | None":
        """Run a program with one generator or another, until one shows its batches."""
        m = len(case.X)
        for by in range(3):
            at = case.later(by)
            start = show_start(train, replace(at, epochs=1, size=m))
            gauge = Gauge(at, start)
            epochs = [gauge.read(train, size) for size in (m - 1, 7, 5, TWO_BATCHES)]
            # Two epochs may begin elsewhere, if their orders are drawn before the first weights.
            other = show_start(train, replace(at, epochs=2, size=m))
            both = gauge if is_same(start, other) else Gauge(at, other)
            twice = both.read(train, 7, 2)
            found = [epoch for epoch in epochs if epoch is not None]
            if len(found) == len(epochs) and twice is not None:
                two = train(replace(at, epochs=1, size=TWO_BATCHES))
                return cls(at, found, twice, start, two)
        return None

    def follows(self, way: Callable[[DigitTraining, Weights, np.ndarray], Weights]) -> bool:
        """Tell whether the two batches of an epoch are taken in this way."""
        right = way(self.case, self.start, self.epochs[-1].last)
        return all(
            np.abs(self.two_batches[name] - right[name]).max()
            <= 10 * CLOSE * np.abs(right[name] - self.start[name]).max()
            + ROUNDING * np.abs(right[name]).max()
            for name in PARAMETERS
        )

    @cached_property
    def twice_right(self) -> bool:
        """Whether two epochs have so many batches, and each row is in two."""
        epoch = self.two_epochs
        long, short = 1 / epoch.size, 1 / (epoch.m % epoch.size)
        allowed = np.array([2 * long, long + short, 2 * short])
        near = np.abs(epoch.shares[:, None] - allowed).min(axis=1) < 0.06 * epoch.shares
        return bool(near.all() and abs(epoch.shares.sum() - 2 * epoch.batches) < 0.1)

    @cached_property
    def is_right(self) -> bool:
        """Whether each row is in one batch of an epoch, one batch after another, the last kept."""
        whole = all(epoch.is_right for epoch in self.epochs)
        return whole and self.twice_right and self.follows(one_after_another)

    def draws_elsewhere(self, train: Train) -> bool:
        """Tell whether what looks random is the same for every generator.

        That is the first weights, or the order of the rows: the rows of the last batch, by their
        positions, though other rows stand there in the other trainings. Two orders that have been
        drawn agree in these once in millions of times.
        """
        starts, lasts = [self.start], [self.epochs[-1].last]
        for by in range(1, 5):
            case = self.case.later(by)
            case = replace(case, X=case.X[::-1], labels=case.labels[::-1])
            start = show_start(train, replace(case, epochs=1, size=len(case.X)))
            epoch = Gauge(case, start).read(train, TWO_BATCHES)
            if epoch is not None:
                starts.append(start)
                lasts.append(epoch.last)
            if len(starts) == 3:
                break
        else:
            return False
        one_order = all(np.array_equal(last, lasts[0]) for last in lasts)
        return (one_order and not is_natural(lasts[0])) or any(
            looks_random(self.start[name])
            and all(np.allclose(start[name], self.start[name], atol=1e-6) for start in starts)
            for name in ("W1", "W2")
        )


def is_natural(rows: np.ndarray) -> bool:
    """Tell whether rows follow each other, as they do where nothing has been shuffled."""
    return bool((np.diff(rows) == 1).all())


def looks_random(W: np.ndarray) -> bool:
    """Tell whether no simple rule can have made a matrix of weights."""
    several = len(np.unique(W.round(9))) > 0.9 * W.size
    return several and np.linalg.cond(W) < 1e4


def one_after_another(case: DigitTraining, at: Weights, last: np.ndarray) -> Weights:
    """Take a full batch, then the last one."""
    full = np.setdiff1d(np.arange(len(case.X)), last)
    return step(case, step(case, at, full), last)


def both_from_start(case: DigitTraining, at: Weights, last: np.ndarray) -> Weights:
    """Take both steps with the gradients of the epoch's start."""
    full = np.setdiff1d(np.arange(len(case.X)), last)
    one, other = step(case, at, full), step(case, at, last)
    return {name: one[name] + other[name] - at[name] for name in PARAMETERS}
