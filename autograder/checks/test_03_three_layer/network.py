"""The three-layer network, its references, and what the known mistakes make of its output layer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import unwrap
from typing import Any, ClassVar

import numpy as np

from autograder.checks.common.layers import Hidden
from autograder.diagnosis.carried_forward import delta_behind
from autograder.diagnosis.judge import agrees
from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question import oracle
from nnlib.functions import ACTIVATIONS


def wave(z: Any) -> Any:
    """An activation that no answer can have hard-coded."""
    return z + 0.5 * np.sin(2 * z)


def wave_prime(z: Any) -> Any:
    """Its derivative at the pre-activation."""
    return 1 + np.cos(2 * z)


def of_pre_activation(name: str) -> tuple[Callable, Callable]:
    """An activation of the course and its derivative, both as functions of z."""
    activation = ACTIVATIONS[name]
    return activation.f, lambda z: activation.prime(activation.f(z))


FUNCTIONS = {name: of_pre_activation(name) for name in ("sigmoid", "tanh", "softplus")} | {
    "wave": (wave, wave_prime)
}
LAYERS = ("1", "2", "o")
PARAMETERS = ("W1", "b1", "W2", "b2", "Wo", "bo")


@dataclass(frozen=True)
class Network:
    """Data, parameters and activation of a three-layer network, with everything derived.

    asked: the layers whose derivatives are asked for, the output layer among them.
    """

    asked: ClassVar[tuple[str, ...]] = LAYERS
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
        """Every value on the way to the output."""
        p = self.params
        Z1 = self.X @ p["W1"] + p["b1"]
        C = self.f(Z1)
        Z2 = C @ p["W2"] + p["b2"]
        B = self.f(Z2)
        Z3 = B @ p["Wo"] + p["bo"]
        return {"Z1": Z1, "C": C, "Z2": Z2, "B": B, "Z3": Z3, "A": self.f(Z3)}

    def loss_of(self, Yhat: Any) -> Any:
        """1/(2m) Σ ‖y − ŷ‖²."""
        return ((self.Y - Yhat) ** 2).sum() / (2 * len(self.Y))

    def loss_after(self, layer: str, Z: Any) -> Any:
        """J for another pre-activation of a layer, real or complex."""
        f = unwrap(self.f)  # the oracle has no use for its checks
        for after in LAYERS[LAYERS.index(layer) + 1 :]:
            Z = f(Z) @ self.params[f"W{after}"] + self.params[f"b{after}"]
        return self.loss_of(f(Z))

    def of_layer(self, layer: str) -> dict[str, np.ndarray]:
        """∂J/∂ the parameters of a layer, from the oracle."""
        A_prev = {"1": self.X, "2": self.values["C"], "o": self.values["B"]}[layer]
        W, b = self.params[f"W{layer}"], self.params[f"b{layer}"]
        return {
            f"W{layer}": oracle.gradient(lambda W: self.loss_after(layer, A_prev @ W + b), W),
            f"b{layer}": oracle.gradient(lambda b: self.loss_after(layer, A_prev @ W + b), b),
        }

    @cached_property
    def reference(self) -> dict[str, np.ndarray]:
        """∂J/∂ every parameter of the layers that are asked for, and Do = ∂J/∂Z3."""
        Do = oracle.gradient(lambda Z3: self.loss_after("o", Z3), self.values["Z3"])
        gradients = {"Do": Do}
        for layer in self.asked:
            gradients |= self.of_layer(layer)
        if np.abs(gradients["bo"]).max() < 0.02 * np.abs(Do).sum(axis=0).max():
            raise oracle.OracleError("the rows of Do cancel, so that float32 cannot tell their sum")
        return gradients

    @property
    def Do(self) -> np.ndarray:
        """∂J/∂Z3."""
        return self.reference["Do"]

    @property
    def residual(self) -> np.ndarray:
        """ŷ − y, one for every row and output."""
        return self.values["A"] - self.Y

    @cached_property
    def second(self) -> Hidden:
        """The second hidden layer, when the right delta arrives."""
        return self.hidden(self.Do, "Wo", "Z2", self.values["C"])

    @cached_property
    def first(self) -> Hidden:
        """The first hidden layer, when the right delta arrives."""
        return self.hidden(self.second.D, "W2", "Z1", self.X)

    def hidden(self, D_next: np.ndarray, W_next: str, Z: str, A_prev: np.ndarray) -> Hidden:
        """A hidden layer of this network, when D_next arrives from the layer after it."""
        return Hidden(D_next, self.params[W_next], self.values[Z], A_prev, self.f, self.df)

    def own_delta(self, got: Mapping[str, Any], layer: str, A_prev: str) -> np.ndarray | None:
        """A student's own delta of a layer with wrong gradients, where it can be told."""
        W, b = f"W{layer}", f"b{layer}"
        if all(agrees(got.get(name), self.reference[name]) for name in (W, b)):
            return None
        return delta_behind(self.values[A_prev], got.get(W), got.get(b))


OUTPUT_SIGNALS: dict[Mistake, Callable[[Network], np.ndarray]] = {
    CATALOGUE["sign"].asking("Which way round is the residual in ∂J/∂ŷ?"): lambda n: -n.Do,
    CATALOGUE["sum-not-mean"]: lambda n: n.Do * len(n.Y),
    CATALOGUE["mean-taken-twice"]: lambda n: n.Do / len(n.Y),
    CATALOGUE["factor-two-kept"]: lambda n: 2 * n.Do,
    CATALOGUE["output-derivative-missing"].asking(
        "The output has an activation too. Where does its derivative come in?"
    ): (lambda n: n.residual / len(n.Y)),
    CATALOGUE["derivative-at-activation"].asking(
        "`df` acts on pre-activations. What do you hand it in the output layer?"
    ): lambda n: n.residual * n.df(n.values["A"]) / len(n.Y),
    CATALOGUE["error-signal-averaged-first"]: lambda n: (
        n.residual.mean(axis=0) * n.df(n.values["Z3"]) / len(n.Y)
    ),
    CATALOGUE["gradient-of-network-output"]: lambda n: n.df(n.values["Z3"]),
    CATALOGUE["mean-over-outputs"]: lambda n: n.Do / n.Y.shape[1],
    CATALOGUE["activation-not-derivative"].asking(
        "Is it f or f′ that the residual meets in the output layer?"
    ): lambda n: n.residual * n.values["A"] / len(n.Y),
    CATALOGUE["absolute-residual"]: lambda n: np.abs(n.residual) * n.df(n.values["Z3"]) / len(n.Y),
}
"""The error signal of the output layer, as each mistake would have it."""
