"""Training digits: what a program is given, and the network that it hands back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from nnlib.datasets import load_digits

from .cases import PARAMETERS, Network

Weights = dict[str, np.ndarray]
"""A value for each of the four parameters."""

CLASSES = 10
TRAINING, UNSEEN = 1200, 400


@cache
def load_pictures() -> tuple[np.ndarray, np.ndarray]:
    """Return 1600 of the course's digits, pixels from 0 to 1, with their labels.

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


def make_network(X: np.ndarray, labels: np.ndarray, weights: Weights) -> Network:
    """Return the network of a student's weights."""
    W1, b1, W2, b2 = (weights[name] for name in PARAMETERS)
    return Network(X, labels, W1, b1, W2, b2)


@dataclass(frozen=True)
class DigitTraining:
    """What `train` is given, the generator by its seed, and digits that it is not given."""

    X: np.ndarray
    labels: np.ndarray
    hidden: int
    eta: float
    epochs: int
    size: int
    unseen: np.ndarray
    truth: np.ndarray
    seed: int

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int = 0) -> "DigitTraining":
        """Draw the file's digits with pixels and classes renamed, so that nobody knows them."""
        X, labels = load_pictures()
        X, labels = X[:, rng.permutation(X.shape[1])], rng.permutation(CLASSES)[labels]
        order = rng.permutation(TRAINING)
        given = X[:TRAINING][order], labels[:TRAINING][order]
        unseen = X[TRAINING:], labels[TRAINING:]
        return cls(*given, 64, 0.5, 40, 32, *unseen, int(rng.integers(2**31)))

    @cached_property
    def small(self) -> "DigitTraining":
        """A few of the digits, each class among them, and half of the pixels.

        So few that the gradients of the rows are independent of each other. No pixel is 0 and no
        two are equal: else a unit could stand just at its kink.
        """
        firsts = [int(np.argmax(self.labels == c)) for c in range(CLASSES)]
        rows = np.concatenate([firsts, np.setdiff1d(np.arange(40), firsts)[:15]])
        noise = np.random.default_rng(self.seed).uniform(
            0.01, 0.09, (len(rows), len(self.X[0]) // 2)
        )
        X, labels, unseen = self.X[rows, ::2], self.labels[rows], self.unseen[:, ::2]
        return DigitTraining(0.9 * X + noise, labels, 12, 0.4, 2, 7, unseen, self.truth, self.seed)

    @property
    def with_black_image(self) -> "DigitTraining":
        """The same with 0 for each pixel of the last row: units without bias are at their kink."""
        X = self.X.copy()
        X[-1] = 0
        return replace(self, X=X)

    def later(self, by: int = 1) -> "DigitTraining":
        """Return the same with another generator."""
        return replace(self, seed=self.seed + by)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shape that each parameter should have."""
        d, h = self.X.shape[1], self.hidden
        return {"W1": (d, h), "b1": (h,), "W2": (h, CLASSES), "b2": (CLASSES,)}

    def network(self, weights: Weights) -> Network:
        """Return a network of such weights, with the digits that it is trained on."""
        return make_network(self.X, self.labels, weights)

    def share(self, weights: Weights) -> float:
        """Return the share of the unseen digits that a network reads."""
        Z = make_network(self.unseen, self.truth, weights).output.Z
        return float((Z.argmax(axis=1) == self.truth).mean())


Train = Callable[[DigitTraining], Weights]
"""Runs a student's program."""


def is_same(these: Weights, those: Weights) -> bool:
    """Tell whether two trainings ended with the same weights."""
    both = as_vector(these), as_vector(those)
    return np.allclose(*both, rtol=1e-5, atol=1e-5, equal_nan=True)


def as_vector(weights: Weights) -> np.ndarray:
    """Return all parameters one after another."""
    return np.concatenate([weights[name].ravel() for name in PARAMETERS])
