"""Softmax and cross-entropy: the references, and what goes wrong with them.

A loss and the gradient of a loss are two steps. Where somebody works out the loss of another kind,
a sum say, the gradient of that other loss is a right step after a wrong one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question import oracle


def log_softmax(Z: Any, axis: int = 1) -> Any:
    """log pᵢⱼ of each logit; a common shift, which changes nothing, keeps every power finite."""
    Z = Z - Z.real.max(axis=axis, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=axis, keepdims=True))


def cross_entropy(Z: Any, labels: np.ndarray) -> Any:
    """The mean over the rows of −log p of the label; Z (m, k), labels (m,)."""
    return -log_softmax(Z)[np.arange(len(Z)), labels].sum() / len(Z)


@dataclass(frozen=True)
class Scores:
    """Logits Z (m, k) and labels (m,)."""

    Z: np.ndarray
    labels: np.ndarray

    @property
    def m(self) -> int:
        """The number of rows."""
        return len(self.Z)

    @property
    def P(self) -> np.ndarray:
        """The probabilities."""
        return np.exp(log_softmax(self.Z))

    @property
    def Y(self) -> np.ndarray:
        """1 in the column of the label, else 0."""
        return (np.arange(self.Z.shape[1]) == self.labels[:, np.newaxis]).astype(float)

    @property
    def loss(self) -> float:
        """The mean cross-entropy."""
        return float(cross_entropy(self.Z, self.labels))

    @property
    def slope(self) -> np.ndarray:
        """∂loss/∂Z in closed form, for courses that start with a slip."""
        return (self.P - self.Y) / self.m

    @cached_property
    def reference(self) -> np.ndarray:
        """∂loss/∂Z by the oracle; of logits too large for any difference, its limit.

        A common shift of a row changes nothing, so the oracle works where numbers are small.
        """
        if np.abs(self.Z).max() > 1e6:
            return self.slope
        shifted = self.Z - self.Z.max(axis=1, keepdims=True)
        return oracle.gradient(lambda Z: cross_entropy(Z, self.labels), shifted)

    def own(self, values: np.ndarray) -> np.ndarray:
        """The entry of the label in each row."""
        return values[np.arange(self.m), self.labels]

    @property
    def other_labels(self) -> "Scores":
        """The same with every label one too small."""
        return Scores(self.Z, (self.labels - 1) % self.Z.shape[1])


SUM = CATALOGUE["sum-not-mean"]
OVER_CLASSES = CATALOGUE["mean-over-classes"]
SIGN = CATALOGUE["sign"].asking(
    "A probability is at most 1. Which sign has its log, and which the loss?"
)
OTHER_BASE = CATALOGUE["another-log-base"].asking("Which logarithm has the derivative 1/p?")
LABELS_OFF = CATALOGUE["labels-off-by-one"]
LARGEST = CATALOGUE["predicted-class-not-label"]
ALONG_ROWS = CATALOGUE["softmax-over-columns"]
NO_SHIFT = CATALOGUE["softmax-overflow"]
ONE_SHIFT = CATALOGUE["one-shift-for-all-rows"]
NO_ONE_HOT = CATALOGUE["every-class-not-label"]

ONE_BY_ONE = CATALOGUE["binary-loss-for-each-class"]


def yes_or_no(s: Scores, log_P: np.ndarray) -> float:
    """Each class judged by a cross-entropy of its own."""
    return -(s.own(log_P) + (np.log(1 - s.P) * (1 - s.Y)).sum(axis=1)).mean()


CONSISTENT: dict[Mistake, Callable[[Scores], tuple[float, np.ndarray]]] = {
    SIGN: lambda s: (-s.loss, -s.slope),
    SUM: lambda s: (s.m * s.loss, s.m * s.slope),
    OVER_CLASSES: lambda s: (s.loss / s.Z.shape[1], s.slope / s.Z.shape[1]),
    OTHER_BASE: lambda s: (s.loss / np.log(2), s.slope / np.log(2)),
    LABELS_OFF: lambda s: (s.other_labels.loss, s.other_labels.slope),
}
"""Losses of another kind, each with its own gradient."""

LOSSES: dict[Mistake, Callable[[Scores], Any]] = {
    mistake: lambda s, both=both: both(s)[0] for mistake, both in CONSISTENT.items()
} | {
    LARGEST: lambda s: -log_softmax(s.Z).max(axis=1).mean(),
    ALONG_ROWS: lambda s: -s.own(log_softmax(s.Z, axis=0)).mean(),
    NO_ONE_HOT: lambda s: -log_softmax(s.Z).sum(axis=1).mean(),
    CATALOGUE["log-missing"]: lambda s: -s.own(s.P).mean(),
    CATALOGUE["softmax-missing"]: lambda s: -s.own(s.Z).mean(),
    ONE_BY_ONE: lambda s: yes_or_no(s, log_softmax(s.Z)),
    CATALOGUE["squared-error"]: lambda s: ((s.P - s.Y) ** 2).sum() / (2 * s.m),
}
"""The loss, as each mistake would have it."""

SIGNALS: dict[Mistake, Callable[[Scores], np.ndarray]] = {
    CATALOGUE["sign"].asking("Which way round is the difference of P and what it should be?"): (
        lambda s: -s.reference
    ),
    CATALOGUE["sum-not-mean"].asking("The loss is a mean. Is its gradient one too?"): lambda s: (
        s.m * s.reference
    ),
    CATALOGUE["mean-taken-twice"]: lambda s: s.reference / s.m,
    OVER_CLASSES: lambda s: s.reference / s.Z.shape[1],
    LABELS_OFF: lambda s: s.other_labels.slope,
    LARGEST: lambda s: (s.P - Scores(s.Z, s.Z.argmax(axis=1)).Y) / s.m,
    ALONG_ROWS: lambda s: (np.exp(log_softmax(s.Z, axis=0)) - s.Y) / s.m,
    NO_ONE_HOT: lambda s: s.P / s.m,
    CATALOGUE["softmax-missing"]: lambda s: (s.Z - s.Y) / s.m,
    CATALOGUE["softmax-differentiated-again"]: lambda s: s.reference * s.P * (1 - s.P),
    CATALOGUE["gradient-by-softmax-output"]: lambda s: -s.Y / s.P / s.m,
    CATALOGUE["one-subtracted-from-columns"]: lambda s: (s.P - s.Y.any(axis=0)) / s.m,
    CATALOGUE["absolute-residual"].asking(
        "Does it matter whether a probability should rise or fall?"
    ): lambda s: np.abs(s.reference),
}
"""∂loss/∂Z, as each mistake would have it."""
