"""A network with one layer of ReLUs that names a class, its references, and its mistakes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks.common.layers import HIDDEN_SIGNALS, Hidden, layer
from autograder.diagnosis.carried_forward import delta_behind
from autograder.diagnosis.judge import agrees, all_agree
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, renamed
from autograder.question import oracle

from .rectifier import RELU_MISTAKES, relu, relu_slope
from .scores import CONSISTENT, LOSSES, Scores, cross_entropy

PARAMETERS = ("W1", "b1", "W2", "b2")
OUTPUT, INNER = {"W": "dW2", "b": "db2"}, {"W": "dW1", "b": "db1"}


@dataclass(frozen=True)
class Network:
    """Data and parameters, with everything that is derived.

    act and slope: the hidden activation and its derivative by the pre-activation; others than ReLU
    only where a course starts with a slip.
    """

    X: np.ndarray
    labels: np.ndarray
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    act: Callable = relu
    slope: Callable = relu_slope

    @property
    def Z1(self) -> np.ndarray:
        """Pre-activations of the hidden layer."""
        return self.X @ self.W1 + self.b1

    @property
    def A1(self) -> np.ndarray:
        """What the hidden layer puts out."""
        return self.act(self.Z1)

    @cached_property
    def scores(self) -> Scores:
        """Logits and labels."""
        return Scores(self.A1 @ self.W2 + self.b2, self.labels)

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The loss, and its gradient by each parameter by the oracle.

        Each unit stays on its side of the kink, and one that is on it is not active.
        """
        active = self.Z1 > 0

        def loss_as(name: str) -> Callable[[Any], Any]:
            def loss(value: Any) -> Any:
                p = {name: getattr(self, name) for name in PARAMETERS} | {name: value}
                A1 = (self.X @ p["W1"] + p["b1"]) * active
                return cross_entropy(A1 @ p["W2"] + p["b2"], self.labels)

            return loss

        gradients = {
            f"d{name}": oracle.gradient(loss_as(name), getattr(self, name)) for name in PARAMETERS
        }
        return {"loss": float(loss_as("b2")(self.b2))} | gradients

    def hidden(self, D2: np.ndarray) -> Hidden:
        """The hidden layer, when D2 arrives from the output."""
        return Hidden(D2, self.W2, self.Z1, self.X, self.act, self.slope)


@dataclass(frozen=True)
class Course:
    """How the way back starts: a network, and the error signal of its output."""

    network: Network
    D2: np.ndarray

    @property
    def output(self) -> dict[str, np.ndarray]:
        """The gradients of the output layer."""
        return renamed(layer(self.D2, self.network.A1), OUTPUT)

    def hidden(self, got: Mapping[str, Any]) -> Hidden:
        """The hidden layer, when the delta arrives that must be behind wrong output gradients."""
        D2 = self.D2
        if not all_agree(got, self.output):
            mine = self.delta(got)
            D2 = D2 if mine is None else mine
        return self.network.hidden(D2)

    def delta(self, got: Mapping[str, Any]) -> np.ndarray | None:
        """The delta that must be behind the gradients of the output layer, where it can be told."""
        return delta_behind(self.network.A1, got.get("dW2"), got.get("db2"))


def sigmoid(Z: Any) -> Any:
    """Another activation."""
    return 0.5 + 0.5 * np.tanh(Z / 2)


NO_BIAS = CATALOGUE["layer-without-bias"]
NO_RELU = CATALOGUE["network-without-activation"]
FORWARD: dict[Mistake, Callable[[Network], Network]] = {
    NO_RELU: lambda n: replace(n, act=lambda Z: Z, slope=np.ones_like),
    NO_BIAS: lambda n: replace(n, b1=0 * n.b1),
    CATALOGUE["layer-without-bias"].with_variant("output layer"): (
        lambda n: replace(n, b2=0 * n.b2)
    ),
    CATALOGUE["layer-without-bias"].with_variant("both layers"): (
        lambda n: replace(n, b1=0 * n.b1, b2=0 * n.b2)
    ),
    CATALOGUE["another-activation"]: lambda n: replace(
        n, act=sigmoid, slope=lambda Z: sigmoid(Z) * (1 - sigmoid(Z))
    ),
}
"""Networks that somebody runs forward in place of the right one."""


def losses(n: Network) -> dict[Mistake, Callable[[], Any]]:
    """The loss, as each mistake would have it."""
    return {m: lambda of=of: {"loss": of(n).scores.loss} for m, of in FORWARD.items()} | {
        m: lambda of=of: {"loss": of(n.scores)} for m, of in LOSSES.items()
    }


def course(n: Network, got: Mapping[str, Any]) -> Course:
    """The way back that fits the loss which was handed out; the right one if none does.

    A loss may fit by chance. So that way comes first which fits the gradients of the output layer
    too, and after it one on which these can come of some delta.
    """
    ways = []
    for loss, way in courses(n):
        if agrees(got.get("loss"), loss):
            if all_agree(got, way.output):
                return way
            ways.append(way)
    ways.append(Course(n, n.scores.slope))
    return next((way for way in ways if way.delta(got) is not None), ways[0])


def courses(n: Network) -> Iterator[tuple[float, Course]]:
    """Every loss that has a way back of its own, the right one first."""
    for network in (n, *(of(n) for of in FORWARD.values())):
        yield network.scores.loss, Course(network, network.scores.slope)
    for both in CONSISTENT.values():
        loss, slope = both(n.scores)
        yield loss, Course(n, slope)


HIDDEN: dict[Mistake, Callable[[Hidden], np.ndarray]] = HIDDEN_SIGNALS | {
    mistake: lambda h, of=of: of(h.back, h.Z) for mistake, of in RELU_MISTAKES.items()
}
"""The error signal of the hidden layer, as each mistake would have it."""
