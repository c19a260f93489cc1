"""Mistakes in ReLU's way back, in the softmax loss and its gradient, and in steps of training.

A loss and its gradient are two steps. Where somebody works out another loss, a sum say, the
gradient of that loss is a right step after a wrong one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from ..common import CATALOGUE, Table, renamed, times
from ..common.layers import AFTER_SIGNAL, HIDDEN_SIGNALS, Z_AS_INPUT, Layer, layer
from .cases import Network, SoftmaxLoss, log_softmax, relu, relu_slope
from .descent import gradients_of
from .training import Weights

TOO_HIGH = CATALOGUE["relu-gate-too-high"]

RELU_SIGNALS: Table = {
    CATALOGUE["sign"].asking("Does ReLU ever turn a sign?"): lambda x: -x.back * relu_slope(x.Z),
    CATALOGUE["activation-derivative-missing"].asking(
        "What does an activation do to the signal that comes back?"
    ): lambda x: x.back,
    CATALOGUE["activation-not-derivative"]: lambda x: x.back * relu(x.Z),
    CATALOGUE["relu-slope-one-at-zero"]: lambda x: x.back * (x.Z >= 0),
    TOO_HIGH: lambda x: x.back * (x.Z > 0.1),
    TOO_HIGH.with_variant("1"): lambda x: x.back * (x.Z > 1),
    TOO_HIGH.with_variant("0.5"): lambda x: x.back * (x.Z > 0.5),
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
OVER_ALL = CATALOGUE["softmax-over-all-entries"]
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
    OVER_COLUMNS.with_variant("shifted by rows"): lambda s: (
        -np.log(s.at_label(s.powers / s.powers.sum(axis=0))).mean()
    ),
    OVER_ALL: lambda s: -np.log(s.at_label(s.powers) / s.powers.sum()).mean(),
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
    OVER_COLUMNS.with_variant("shifted by rows"): lambda s: (
        (s.powers / s.powers.sum(axis=0) - s.Y) / s.m
    ),
    OVER_ALL: lambda s: (s.powers / s.powers.sum() - s.Y) / s.m,
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


# --- a whole network ------------------------------------------------------------------------------


def sigmoid(Z: Any) -> Any:
    """Another activation."""
    return 0.5 + 0.5 * np.tanh(Z / 2)


NO_BIAS = CATALOGUE["layer-without-bias"]
M_TIMES = CATALOGUE["bias-added-m-times"]
ANOTHER = CATALOGUE["another-activation"]

NETWORKS: Table = {
    CATALOGUE["network-without-activation"]: lambda n: replace(
        n, act=lambda Z: Z, slope=np.ones_like
    ),
    NO_BIAS: lambda n: replace(n, b1=0 * n.b1),
    NO_BIAS.with_variant("output layer"): lambda n: replace(n, b2=0 * n.b2),
    NO_BIAS.with_variant("both layers"): lambda n: replace(n, b1=0 * n.b1, b2=0 * n.b2),
    M_TIMES: lambda n: replace(n, b2=len(n.X) * n.b2),
    M_TIMES.with_variant("hidden layer"): lambda n: replace(n, b1=len(n.X) * n.b1),
    ANOTHER: lambda n: replace(n, act=sigmoid, slope=lambda Z: sigmoid(Z) * (1 - sigmoid(Z))),
    ANOTHER.with_variant("tanh"): lambda n: replace(
        n, act=np.tanh, slope=lambda Z: 1 - np.tanh(Z) ** 2
    ),
}
"""The network that each mistake runs forward in place of the right one."""

HIDDEN: Table = HIDDEN_SIGNALS | RELU_SIGNALS
"""The error signal of the hidden layer, as each mistake would have it."""


# --- steps of training ----------------------------------------------------------------------------


STANDS = CATALOGUE["training-without-effect"]
UPHILL = CATALOGUE["sign"].asking("Which way does a step go that lowers the loss?")
SUMMED = CATALOGUE["sum-not-mean"].asking(
    "Is a step made from the sum over its batch, or from the mean?"
)
BIAS_AVERAGED = CATALOGUE["bias-gradient-averaged-again"]
ONE_FACTOR = ("sign", "sum-not-mean", "mean-taken-twice")
"""What a mistake of the output makes of all gradients at once."""


RARE = (
    "gradient-by-softmax-output",
    "network-without-activation",
    "one-subtracted-from-columns",
    "predicted-class-not-label",
    "relu-gate-by-both",
    "relu-gate-by-product",
    "relu-gate-by-signal",
    "softmax-differentiated-again",
)
"""Mistakes of earlier questions that nobody is known to make in training."""


def by_output(n: Network, signal: Callable) -> Weights:
    """Return the gradients if the error signal of the output is another."""
    return gradients_of(n, signal(n.output))


def by_hidden(n: Network, signal: Callable) -> Weights:
    """Return the gradients if the error signal of the hidden layer is another."""
    D1 = signal(n.hidden(n.output.gradient))
    return gradients_of(n) | renamed(layer(D1, n.X), {"W": "W1", "b": "b1"})


def after_signals(n: Network, change: Callable) -> Weights:
    """Return the gradients if something changes in layers whose error signals are right."""
    D2 = n.output.gradient
    hidden, output = change(n.hidden(D2)), change(Layer(D2, n.A1, n.Z1))
    return renamed(hidden, {"W": "W1", "b": "b1"}) | renamed(output, {"W": "W2", "b": "b2"})


def by_network(n: Network, change: Callable) -> Weights:
    """Return the gradients of a network that runs forward with a mistake."""
    return gradients_of(change(n))


def average(n: Network, name: str) -> Weights:
    """Return the gradients if that of one bias is a mean over the rows once more."""
    right = gradients_of(n)
    return right | {name: right[name] / len(n.X)}


MOVES: Table = (
    {
        UPHILL: lambda n: times(-1, gradients_of(n)),
        SUMMED: lambda n: times(len(n.X), gradients_of(n)),
        CATALOGUE["mean-taken-twice"]: lambda n: times(1 / len(n.X), gradients_of(n)),
        STANDS: lambda n: times(0, gradients_of(n)),
        CATALOGUE["hidden-layer-not-trained"]: lambda n: (
            gradients_of(n) | {"W1": 0 * n.W1, "b1": 0 * n.b1}
        ),
    }
    | {
        m.with_variant(f"output {m.variant}"): partial(by_output, signal=signal)
        for m, signal in SIGNALS.items()
        if m.id not in (*ONE_FACTOR, *RARE)
    }
    | {
        m.with_variant(f"hidden {m.variant}"): partial(by_hidden, signal=signal)
        for m, signal in HIDDEN.items()
        if m.id not in RARE
    }
    | {BIAS_AVERAGED: partial(after_signals, change=AFTER_SIGNAL[BIAS_AVERAGED])}
    | {Z_AS_INPUT: lambda n: gradients_of(n) | {"W2": n.Z1.T @ n.output.gradient}}
    | {BIAS_AVERAGED.with_variant(name): partial(average, name=name) for name in ("b1", "b2")}
    | {m: partial(by_network, change=change) for m, change in NETWORKS.items() if m.id not in RARE}
)
"""A step divided by the rate, as each mistake would make it of the network that it begins with."""
