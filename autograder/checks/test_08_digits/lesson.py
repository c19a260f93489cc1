"""Digits to learn from, digits to be tried on, and what is seen of somebody's training.

Nobody can say which weights a training should end with, since the first ones are drawn as each
answer likes. So a training is judged by what its network reads, and looked at more closely in a
lesson so small that it costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import numpy as np

from nnlib.datasets import load_digits

from .network import PARAMETERS, Network

CLASSES = 10
TRAINING, UNSEEN = 1200, 400
ENOUGH = 0.95
"""The share of unseen digits that a network must read."""


@cache
def pictures() -> tuple[np.ndarray, np.ndarray]:
    """1600 of the course's digits, pixels from 0 to 1, with their labels.

    The first 1200 are for training; the last 400 are clear ones, which their three nearest images
    among the 1200 all name right.
    """
    X, labels = load_digits()
    order = np.random.default_rng(0).permutation(len(X))
    known, rest = order[:TRAINING], order[TRAINING:]
    # Squared distances, but for what is the same for all that are known.
    distances = (X[known] ** 2).sum(axis=1) - 2 * X[rest] @ X[known].T
    nearest = known[np.argsort(distances, axis=1, kind="stable")[:, :3]]
    clear = rest[(labels[nearest] == labels[rest, np.newaxis]).all(axis=1)]
    chosen = np.concatenate([known, clear[:UNSEEN]])
    return X[chosen], labels[chosen]


@dataclass(frozen=True)
class Lesson:
    """What `train` is given, but for the generator, and digits that it is not given."""

    X: np.ndarray
    labels: np.ndarray
    hidden: int
    eta: float
    epochs: int
    size: int
    unseen: np.ndarray
    truth: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Lesson":
        """The digits of the file, with pixels and classes renamed, so that nobody knows them."""
        X, labels = pictures()
        X, labels = X[:, rng.permutation(X.shape[1])], rng.permutation(CLASSES)[labels]
        order = rng.permutation(TRAINING)
        given = X[:TRAINING][order], labels[:TRAINING][order]
        return cls(*given, 64, 0.5, 40, 32, X[TRAINING:], labels[TRAINING:])

    @cached_property
    def small(self) -> "Lesson":
        """A few of the digits, each class among them, and half of the pixels."""
        firsts = [int(np.argmax(self.labels == c)) for c in range(CLASSES)]
        rows = np.concatenate([firsts, np.setdiff1d(np.arange(40), firsts)[:27]])
        X, labels = self.X[rows, ::2], self.labels[rows]
        return Lesson(X, labels, 7, 0.25, 2, 16, self.unseen[:, ::2], self.truth)

    @property
    def in_one_step(self) -> "Lesson":
        """The same in a single step on all rows."""
        return replace(self, epochs=1, size=len(self.X))

    @property
    def other_labels(self) -> "Lesson":
        """The same with every class taken for the next."""
        return replace(self, labels=(self.labels + 1) % CLASSES)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape that each parameter should have."""
        d, h = self.X.shape[1], self.hidden
        return {"W1": (d, h), "b1": (h,), "W2": (h, CLASSES), "b2": (CLASSES,)}


Weights = dict[str, np.ndarray]
Train = Callable[[Lesson, int], Weights]
"""Somebody's training of a lesson, with a generator of that seed."""

STILL = 1e-9
"""A learning rate that moves nothing."""


@dataclass(frozen=True)
class Training:
    """What came of a training: the network, and what was seen of it in the small lesson."""

    lesson: Lesson
    weights: Weights
    start: Weights
    step: Weights
    finite: bool
    repeats: bool
    varies: bool
    heeds_rate: bool
    heeds_epochs: bool
    heeds_size: bool

    @classmethod
    def watch(cls, lesson: Lesson, train: Train, seed: int) -> "Training":
        """Train the whole lesson, and the small one several times."""
        small, still = lesson.small, replace(lesson.small.in_one_step, eta=STILL)
        once, again, other = (train(small, s) for s in (seed, seed, seed + 1))
        longer, whole, start, turned, step = (
            train(changed, seed)
            for changed in (
                replace(small, epochs=2 * small.epochs),
                replace(small, size=len(small.X)),
                still,
                still.other_labels,
                replace(still, eta=RATE),
            )
        )
        repeats = same(once, again)
        return cls(
            lesson,
            well_trained(lesson, train, seed),
            start,
            step,
            finite=all(np.isfinite(part).all() for w in (once, start) for part in w.values()),
            repeats=repeats,
            varies=not same(once, other),
            # Of weights that differ each time nobody can tell why.
            heeds_rate=same(start, turned) or not repeats,
            heeds_epochs=not same(once, longer),
            heeds_size=not same(once, whole),
        )

    @property
    def stands(self) -> bool:
        """Whether no step moves anything."""
        return self.first_step == 0 and self.heeds_rate

    @property
    def share(self) -> float:
        """The share of unseen digits that the network reads."""
        return share(self.lesson, self.weights)

    @cached_property
    def first_step(self) -> float:
        """How the first step compares with one of the right size, downhill; nan if with none.

        1 is right; −1 goes uphill, m sums over the batch, 0 stands still.
        """
        small = self.lesson.small
        start = network(small.X, small.labels, self.start)
        signal = start.scores.slope
        hidden = start.hidden(signal).D
        downhill = [
            *(small.X.T @ hidden, hidden.sum(axis=0)),
            *(start.A1.T @ signal, signal.sum(axis=0)),
        ]
        right = -RATE * np.concatenate([part.ravel() for part in downhill])
        names = PARAMETERS
        moved = np.concatenate([(self.step[n] - self.start[n]).ravel() for n in names])
        factor = float(moved @ right / (right @ right))
        along = np.abs(moved - factor * right).max() <= 1e-3 * np.abs(moved).max()
        return factor if along else float("nan")


RATE = 1e-2
"""The learning rate of the first step that is looked at."""


def network(X: np.ndarray, labels: np.ndarray, w: Weights) -> Network:
    """The network that somebody's weights make."""
    return Network(X, labels, w["W1"], w["b1"], w["W2"], w["b2"])


def logits(lesson: Lesson, weights: Weights) -> np.ndarray:
    """What a network makes of the unseen digits."""
    return network(lesson.unseen, lesson.truth, weights).scores.Z


def share(lesson: Lesson, weights: Weights) -> float:
    """The share of the unseen digits that a network reads."""
    return float((logits(lesson, weights).argmax(axis=1) == lesson.truth).mean())


def well_trained(lesson: Lesson, train: Train, seed: int) -> Weights:
    """Train, and once more if that was not enough; return the better weights.

    Even a right program ends just after a bad step once in a thousand times.
    """
    first = train(lesson, seed)
    if share(lesson, first) >= ENOUGH:
        return first
    return max(first, train(lesson, seed + 1), key=lambda weights: share(lesson, weights))


def same(these: Weights, those: Weights) -> bool:
    """Whether two trainings ended with the same weights."""
    return all(
        np.allclose(these[n], those[n], rtol=1e-5, atol=1e-5, equal_nan=True) for n in PARAMETERS
    )


def judged_shapes(weights: dict[str, Any], lesson: Lesson) -> str:
    """Say which of the weights has another shape than it should; empty if none has."""
    for name, shape in lesson.shapes().items():
        if np.shape(weights[name]) != shape:
            return f"`{name}` has shape {np.shape(weights[name])}, where {shape} was expected."
    return ""
