"""ReLU, the softmax loss, and a network of both, with their references."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import Quantity, Values, oracle
from ..common.layers import Hidden, as_rows

PARAMETERS = ("W1", "b1", "W2", "b2")


def relu(Z: Any) -> Any:
    """max(z, 0), entry by entry."""
    return np.maximum(Z, 0)


def relu_slope(Z: Any) -> Any:
    """Its derivative, which the course takes to be 0 at 0."""
    return np.heaviside(Z, 0)


def log_softmax(Z: Any, axis: int = -1) -> Any:
    """log pᵢⱼ of each logit; a common shift, which changes nothing, keeps every power finite."""
    Z = Z - Z.real.max(axis=axis, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=axis, keepdims=True))


def cross_entropy(Z: Any, labels: np.ndarray) -> Any:
    """The mean over the rows of −log p of the label; Z (m, k) or a stack of them, labels (m,)."""
    m = len(labels)
    return -log_softmax(Z)[..., np.arange(m), labels].sum(-1) / m


@dataclass(frozen=True)
class SoftmaxLoss:
    """The mean cross-entropy of logits Z (m, k) and labels (m,)."""

    Z: np.ndarray
    labels: np.ndarray

    @property
    def m(self) -> int:
        """The number of rows."""
        return len(self.Z)

    @cached_property
    def P(self) -> np.ndarray:
        """The probabilities."""
        return np.exp(log_softmax(self.Z))

    @property
    def powers(self) -> np.ndarray:
        """The powers of the logits, each row shifted by its largest."""
        return np.exp(self.Z - self.Z.max(axis=1, keepdims=True))

    @property
    def Y(self) -> np.ndarray:
        """1 in the column of the label, else 0."""
        return (np.arange(self.Z.shape[1]) == self.labels[:, np.newaxis]).astype(float)

    @property
    def loss(self) -> float:
        """The mean cross-entropy."""
        return float(cross_entropy(self.Z, self.labels))

    @cached_property
    def gradient(self) -> np.ndarray:
        """∂loss/∂Z in closed form, which mistakes start from."""
        return (self.P - self.Y) / self.m

    @property
    def values(self) -> Values:
        """The loss and its gradient, by part."""
        return {"loss": self.loss, "dlogits": self.gradient}

    @cached_property
    def reference(self) -> np.ndarray:
        """∂loss/∂Z by the oracle; of logits too large for any difference, its limit.

        A common shift of a row changes nothing, so the oracle works where numbers are small.
        """
        if np.abs(self.Z).max() > 1e6:
            return self.gradient
        shifted = self.Z - self.Z.max(axis=1, keepdims=True)
        return oracle.gradient(lambda Z: cross_entropy(Z, self.labels), shifted, stacked=True)

    def at_label(self, values: np.ndarray) -> np.ndarray:
        """Return the entry of the label in each row."""
        return values[np.arange(self.m), self.labels]

    @property
    def other_labels(self) -> "SoftmaxLoss":
        """The same with every label one too small."""
        return SoftmaxLoss(self.Z, (self.labels - 1) % self.Z.shape[1])

    @property
    def shifted_by_columns(self) -> "SoftmaxLoss":
        """The same with logits that are at most 0 in each column."""
        return SoftmaxLoss(self.Z - self.Z.max(axis=0), self.labels)


@dataclass(frozen=True)
class Network:
    """Data and parameters, with everything that is derived.

    act and slope: the hidden activation and its derivative by the pre-activation; others than ReLU
    only where a forward pass starts with a mistake.
    """

    X: np.ndarray
    labels: np.ndarray
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    act: Callable = relu
    slope: Callable = relu_slope

    @cached_property
    def Z1(self) -> np.ndarray:
        """Pre-activations of the hidden layer."""
        return self.X @ self.W1 + self.b1

    @cached_property
    def A1(self) -> np.ndarray:
        """What the hidden layer puts out."""
        return self.act(self.Z1)

    @cached_property
    def output(self) -> SoftmaxLoss:
        """The logits, and the loss that is made of them."""
        return SoftmaxLoss(self.A1 @ self.W2 + self.b2, self.labels)

    def hidden(self, D2: np.ndarray) -> Hidden:
        """Return the hidden layer, when D2 arrives from the output."""
        return Hidden(D2, self.W2, self.Z1, self.X, self.act, self.slope)

    def loss_with(self, name: str, value: Any) -> Any:
        """Return the loss for another value of a parameter, or for a stack of them.

        Each unit stays on its side of the kink, and one that is on it is not active.
        """
        p = {name: getattr(self, name) for name in PARAMETERS} | {name: value}
        A1 = (self.X @ p["W1"] + as_rows(p["b1"])) * (self.Z1 > 0)
        return cross_entropy(A1 @ p["W2"] + as_rows(p["b2"]), self.labels)

    def gradient_by(self, name: str) -> np.ndarray:
        """Return ∂loss/∂ a parameter, by the oracle."""
        return oracle.gradient(
            lambda value: self.loss_with(name, value), getattr(self, name), stacked=True
        )

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The loss, and its gradient by each parameter."""
        gradients = {f"d{name}": self.gradient_by(name) for name in PARAMETERS}
        return {"loss": float(self.loss_with("b2", self.b2))} | gradients

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """What a derivation passes through, by the lecture's names."""
        s, D2, right = self.output, self.output.gradient, self.reference
        hidden = self.hidden(D2)
        given = {"X": self.X, "labels": self.labels}
        given |= {name: getattr(self, name) for name in PARAMETERS}
        return {name: Quantity(value) for name, value in given.items()} | {
            "Z1": Quantity(self.Z1, (("X", "W1", "b1"),)),
            "A1": Quantity(self.A1, (("Z1",),)),
            "ReLU′(Z1)": Quantity(self.slope(self.Z1), (("Z1",), ("A1",))),
            "logits": Quantity(s.Z, (("A1", "W2", "b2"),)),
            "shifted logits": Quantity(s.Z - s.Z.max(axis=1, keepdims=True), (("logits",),)),
            "powers": Quantity(s.powers, (("shifted logits",), ("logits",))),
            "P": Quantity(s.P, (("powers",), ("logits",), ("log P",))),
            "log P": Quantity(log_softmax(s.Z), (("P",), ("shifted logits",), ("logits",))),
            "Y": Quantity(s.Y, (("labels",),)),
            "P − Y": Quantity(s.P - s.Y, (("P", "Y"), ("P", "labels"))),
            "the loss": Quantity(right["loss"], (("log P", "labels"), ("log P", "Y"))),
            "∂J/∂logits": Quantity(D2, (("P − Y",),)),
            "∂J/∂W2": Quantity(right["dW2"], (("A1", "∂J/∂logits"),)),
            "∂J/∂b2": Quantity(right["db2"], (("∂J/∂logits",),)),
            "∂J/∂A1": Quantity(hidden.back, (("∂J/∂logits", "W2"),)),
            "∂J/∂Z1": Quantity(
                hidden.D, (("∂J/∂A1", "ReLU′(Z1)"), ("∂J/∂logits", "W2", "ReLU′(Z1)"))
            ),
            "∂J/∂W1": Quantity(right["dW1"], (("X", "∂J/∂Z1"),)),
            "∂J/∂b1": Quantity(right["db1"], (("∂J/∂Z1",),)),
        }
