"""Mistakes in ReLU's way back, and in the softmax loss and its gradient.

A loss and its gradient are two steps. Where somebody works out another loss, a sum say, the
gradient of that loss is a right step after a wrong one.
"""

import numpy as np

from ..common import CATALOGUE, Table, times
from .cases import SoftmaxLoss, log_softmax, relu, relu_slope

RELU_SIGNALS: Table = {
    CATALOGUE["sign"].asking("Does ReLU ever turn a sign?"): lambda x: -x.back * relu_slope(x.Z),
    CATALOGUE["activation-derivative-missing"].asking(
        "What does an activation do to the signal that comes back?"
    ): lambda x: x.back,
    CATALOGUE["activation-not-derivative"]: lambda x: x.back * relu(x.Z),
    CATALOGUE["relu-slope-one-at-zero"]: lambda x: x.back * (x.Z >= 0),
    CATALOGUE["relu-gate-by-signal"]: lambda x: relu(x.back),
    CATALOGUE["relu-gate-by-both"]: lambda x: relu(x.back) * relu_slope(x.Z),
    CATALOGUE["relu-gate-inverted"]: lambda x: x.back * (x.Z < 0),
    CATALOGUE["relu-gate-by-product"]: lambda x: relu_slope(x.back * x.Z) * x.back,
}
"""What comes back through a layer of ReLUs, as each mistake would have it."""

OVER_CLASSES = CATALOGUE["mean-over-classes"]
OTHER_BASE = CATALOGUE["another-log-base"].asking("Which logarithm has the derivative 1/p?")
LABELS_OFF = CATALOGUE["labels-off-by-one"]
LARGEST = CATALOGUE["predicted-class-not-label"]
OVER_COLUMNS = CATALOGUE["softmax-over-columns"]
EVERY_CLASS = CATALOGUE["every-class-not-label"]
ONE_BY_ONE = CATALOGUE["binary-loss-for-each-class"]

WITH_OWN_GRADIENT: Table = {
    CATALOGUE["sign"].asking(
        "A probability is at most 1. Which sign has its log, and which the loss?"
    ): lambda s: times(-1, s.values),
    CATALOGUE["sum-not-mean"]: lambda s: times(s.m, s.values),
    OVER_CLASSES: lambda s: times(1 / s.Z.shape[1], s.values),
    OTHER_BASE: lambda s: times(1 / np.log(2), s.values),
    LABELS_OFF: lambda s: s.other_labels.values,
}
"""Losses of another kind, each with its own gradient."""


def binary_cross_entropy(s: SoftmaxLoss, log_P: np.ndarray) -> float:
    """Each class judged by a cross-entropy of its own."""
    return -(s.at_label(log_P) + (np.log(1 - s.P) * (1 - s.Y)).sum(axis=1)).mean()


LOSSES: Table = WITH_OWN_GRADIENT | {
    LARGEST: lambda s: -log_softmax(s.Z).max(axis=1).mean(),
    OVER_COLUMNS: lambda s: -s.at_label(log_softmax(s.Z, axis=0)).mean(),
    EVERY_CLASS: lambda s: -log_softmax(s.Z).sum(axis=1).mean(),
    CATALOGUE["log-missing"]: lambda s: -s.at_label(s.P).mean(),
    CATALOGUE["softmax-missing"]: lambda s: -s.at_label(s.Z).mean(),
    ONE_BY_ONE: lambda s: binary_cross_entropy(s, log_softmax(s.Z)),
    CATALOGUE["squared-error"]: lambda s: ((s.P - s.Y) ** 2).sum() / (2 * s.m),
}
"""The loss, as each mistake would have it."""

SIGNALS: Table = {
    CATALOGUE["sign"].asking("Which way round is the difference of P and what it should be?"): (
        lambda s: -s.reference
    ),
    CATALOGUE["sum-not-mean"].asking("The loss is a mean. Is its gradient one too?"): (
        lambda s: s.m * s.reference
    ),
    CATALOGUE["mean-taken-twice"]: lambda s: s.reference / s.m,
    OVER_CLASSES: lambda s: s.reference / s.Z.shape[1],
    LABELS_OFF: lambda s: s.other_labels.gradient,
    LARGEST: lambda s: (s.P - SoftmaxLoss(s.Z, s.Z.argmax(axis=1)).Y) / s.m,
    OVER_COLUMNS: lambda s: (np.exp(log_softmax(s.Z, axis=0)) - s.Y) / s.m,
    EVERY_CLASS: lambda s: s.P / s.m,
    CATALOGUE["softmax-missing"]: lambda s: (s.Z - s.Y) / s.m,
    CATALOGUE["softmax-differentiated-again"]: lambda s: s.reference * s.P * (1 - s.P),
    CATALOGUE["gradient-by-softmax-output"]: lambda s: -s.Y / s.P / s.m,
    CATALOGUE["one-subtracted-from-columns"]: lambda s: (s.P - s.Y.any(axis=0)) / s.m,
    CATALOGUE["absolute-residual"].asking(
        "Does it matter whether a probability should rise or fall?"
    ): lambda s: np.abs(s.reference),
}
"""∂loss/∂Z, as each mistake would have it."""
