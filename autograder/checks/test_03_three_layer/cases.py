"""The three-layer network, its layers and its references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import unwrap
from typing import Any

import numpy as np

from nnlib.functions import ACTIVATIONS

from ..common import ByHand, agrees, oracle, recover_delta
from ..common.layers import Hidden, Layer


def wave(z: Any) -> Any:
    """An activation that no answer can have hard-coded."""
    return z + 0.5 * np.sin(2 * z)


def wave_prime(z: Any) -> Any:
    """Its derivative at the pre-activation."""
    return 1 + np.cos(2 * z)


def of_pre_activation(name: str) -> tuple[Callable, Callable]:
    """Return an activation of the course and its derivative, both as functions of z."""
    activation = ACTIVATIONS[name]
    return activation.f, lambda z: activation.prime(activation.f(z))


FUNCTIONS = {name: of_pre_activation(name) for name in ("sigmoid", "tanh", "softplus")} | {
    "wave": (wave, wave_prime)
}
PARAMETERS = ("W1", "b1", "W2", "b2", "Wo", "bo")

LAYERS = {"1": ("X", "Z1", "C"), "2": ("C", "Z2", "B"), "o": ("B", "Z3", "A")}
"""Each layer's input, pre-activation and activation."""

Z_OF = {A: Z for _, Z, A in LAYERS.values()}
"""The pre-activation of each activation."""


@dataclass(frozen=True)
class Network:
    """Data, parameters and activation of a three-layer network, with everything derived."""

    X: np.ndarray
    Y: np.ndarray
    params: dict[str, np.ndarray]
    f: Callable
    df: Callable

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Network":
        """Sizes all different, all equal, one output, and at random; never 2 rows.

        Weights are of size 1/√inputs: larger ones make gradients that float32 cannot follow.
        """
        m, d, h1, h2, o = (
            (3, 4, 6, 5, 2),
            (4, 4, 4, 4, 4),
            (5, 3, 6, 7, 1),
            tuple(int(n) for n in [rng.integers(3, 6), *(5 + rng.permutation(3)), 3]),
        )[number]
        widths = {"1": (d, h1), "2": (h1, h2), "o": (h2, o)}
        params = {f"W{k}": rng.normal(size=s) / np.sqrt(s[0]) for k, s in widths.items()}
        params |= {f"b{k}": rng.normal(size=shape[1]) for k, shape in widths.items()}
        f, df = FUNCTIONS[("tanh", "sigmoid", "wave", "softplus")[number]]
        return cls(rng.normal(size=(m, d)), rng.normal(size=(m, o)), params, f, df)

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """X, and every value on the way to the output."""
        values = {"X": self.X}
        for k, (A_prev, Z, A) in LAYERS.items():
            values[Z] = values[A_prev] @ self.params[f"W{k}"] + self.params[f"b{k}"]
            values[A] = self.f(values[Z])
        return values

    def loss_after(self, k: str, Z: Any) -> Any:
        """J = 1/(2m) Σ ‖y − ŷ‖² for another pre-activation of a layer, real or complex."""
        f = unwrap(self.f)  # the oracle has no use for its checks
        for after in "12o"["12o".index(k) + 1 :]:
            Z = f(Z) @ self.params[f"W{after}"] + self.params[f"b{after}"]
        return ((self.Y - f(Z)) ** 2).sum() / (2 * len(self.Y))

    def of_layer(self, k: str) -> dict[str, np.ndarray]:
        """Return ∂J/∂ the parameters of a layer, from the oracle."""
        A_prev, W, b = self.values[LAYERS[k][0]], self.params[f"W{k}"], self.params[f"b{k}"]
        return {
            f"W{k}": oracle.gradient(lambda W: self.loss_after(k, A_prev @ W + b), W),
            f"b{k}": oracle.gradient(lambda b: self.loss_after(k, A_prev @ W + b), b),
        }

    @cached_property
    def output_reference(self) -> dict[str, np.ndarray]:
        """Do = ∂J/∂Z3, and ∂J/∂ the parameters of the output layer."""
        Do = oracle.gradient(lambda Z3: self.loss_after("o", Z3), self.values["Z3"])
        gradients = {"Do": Do} | self.of_layer("o")
        if np.abs(gradients["bo"]).max() < 0.02 * np.abs(Do).sum(axis=0).max():
            raise oracle.OracleError("the rows of Do cancel, so that float32 cannot tell their sum")
        return gradients

    @cached_property
    def reference(self) -> dict[str, np.ndarray]:
        """∂J/∂ every parameter, and Do = ∂J/∂Z3."""
        return self.output_reference | self.of_layer("2") | self.of_layer("1")

    @property
    def forward_size(self) -> int:
        """The entries of all activations: what one forward pass asks of f."""
        return sum(self.values[A].size for A in Z_OF)

    @property
    def Do(self) -> np.ndarray:
        """∂J/∂Z3."""
        return self.output_reference["Do"]

    @property
    def residual(self) -> np.ndarray:
        """ŷ − y, one for every row and output."""
        return self.values["A"] - self.Y

    def output(self, Do: np.ndarray) -> Layer:
        """Return the output layer with an error signal."""
        return Layer(Do, self.values["B"], self.values["Z2"])

    def hidden(self, k: str, after: str, D_next: np.ndarray) -> Hidden:
        """Return hidden layer k, when D_next arrives from the layer after it."""
        A_prev, Z, _ = LAYERS[k]
        Z_prev = self.values[Z_OF[A_prev]] if A_prev in Z_OF else None
        layer = self.params[f"W{after}"], self.values[Z], self.values[A_prev]
        return Hidden(D_next, *layer, self.f, self.df, Z_prev)

    def own_delta(self, k: str, got: Mapping[str, Any]) -> np.ndarray | None:
        """Return a student's own delta of a layer with wrong gradients, where it can be told."""
        W, b = f"W{k}", f"b{k}"
        if all(agrees(got.get(name), self.reference[name]) for name in (W, b)):
            return None
        A_prev, width = self.values[LAYERS[k][0]], len(self.params[b])
        return recover_delta(A_prev, got.get(W), got.get(b), width)


BY_HAND = ByHand(slopes=lambda n: [n.df], most=lambda n: 12 * n.forward_size)
"""Twice the forward pass for each of six gradients."""
