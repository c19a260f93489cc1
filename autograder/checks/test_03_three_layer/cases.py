"""The three-layer network, its layers and its references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from inspect import unwrap
from typing import Any

import numpy as np

from nnlib.functions import ACTIVATIONS

from ..common import (
    CATALOGUE,
    ByHand,
    Mistake,
    Quantity,
    Values,
    agrees,
    oracle,
    recover_delta,
    renamed,
    to_array,
)
from ..common.layers import Hidden, Layer, as_rows, layer


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
        """Sizes all different, all equal, one output, at random, and a single row; never 2 rows.

        Where all are equal, X and Y hold whole numbers, stored as such. Weights are of size
        1/√inputs: larger ones make gradients that float32 cannot follow.
        """
        m, d, h1, h2, o = (
            (3, 4, 6, 5, 2),
            (4, 4, 4, 4, 4),
            (5, 3, 6, 7, 1),
            tuple(int(n) for n in [rng.integers(3, 6), *(5 + rng.permutation(3)), 3]),
            (1, 3, 5, 4, 2),
        )[number]
        widths = {"1": (d, h1), "2": (h1, h2), "o": (h2, o)}
        params = {f"W{k}": rng.normal(size=s) / np.sqrt(s[0]) for k, s in widths.items()}
        params |= {f"b{k}": rng.normal(size=shape[1]) for k, shape in widths.items()}
        f, df = FUNCTIONS[("tanh", "wave", "sigmoid", "softplus", "tanh")[number]]
        X, Y = rng.normal(size=(m, d)), rng.normal(size=(m, o))
        if number == 1:
            X, Y = rng.integers(-2, 3, (m, d)), rng.integers(-2, 3, (m, o))
        return cls(X, Y, params, f, df)

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """X, and every value on the way to the output."""
        values = {"X": self.X}
        for k, (A_prev, Z, A) in LAYERS.items():
            values[Z] = values[A_prev] @ self.params[f"W{k}"] + self.params[f"b{k}"]
            values[A] = self.f(values[Z])
        return values

    def loss_after(self, k: str, Z: Any) -> Any:
        """J = 1/(2m) Σ ‖y − ŷ‖² for another pre-activation of a layer, or a stack of them."""
        f = unwrap(self.f)  # the oracle has no use for its checks
        for after in "12o"["12o".index(k) + 1 :]:
            Z = f(Z) @ self.params[f"W{after}"] + self.params[f"b{after}"]
        return ((self.Y - f(Z)) ** 2).sum((-2, -1)) / (2 * len(self.Y))

    def of_layer(self, k: str) -> dict[str, np.ndarray]:
        """Return ∂J/∂ the parameters of a layer, from the oracle."""
        A_prev, W, b = self.values[LAYERS[k][0]], self.params[f"W{k}"], self.params[f"b{k}"]
        return {
            f"W{k}": oracle.gradient(lambda W: self.loss_after(k, A_prev @ W + b), W, stacked=True),
            f"b{k}": oracle.gradient(
                lambda b: self.loss_after(k, A_prev @ W + as_rows(b)), b, stacked=True
            ),
        }

    @cached_property
    def output_reference(self) -> dict[str, np.ndarray]:
        """Do = ∂J/∂Z3, and ∂J/∂ the parameters of the output layer."""
        Do = oracle.gradient(lambda Z3: self.loss_after("o", Z3), self.values["Z3"], stacked=True)
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
        data = self.params[f"W{after}"], self.values[Z], self.values[A_prev]
        return Hidden(D_next, *data, self.f, self.df, Z_prev)

    @property
    def backward(self) -> dict[str, dict[str, np.ndarray]]:
        """D, W and b of every layer, from the output to the input, in closed form."""
        D = self.residual * self.df(self.values["Z3"]) / len(self.Y)
        found = {"o": layer(D, self.values["B"])}
        for k, after in ("2", "o"), ("1", "2"):
            D = self.hidden(k, after, D).D
            found[k] = layer(D, self.values[LAYERS[k][0]])
        return found

    @cached_property
    def deltas(self) -> dict[str, np.ndarray]:
        """∂J/∂Z of each layer."""
        D2 = self.hidden("2", "o", self.Do).D
        return {"o": self.Do, "2": D2, "1": self.hidden("1", "2", D2).D}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """What a derivation of the gradients passes through, by the lecture's names."""
        p, v, m = self.params, self.values, len(self.Y)
        found = {name: Quantity(value) for name, value in {"X": self.X, "Y": self.Y, **p}.items()}
        for k, (A_prev, Z, A) in LAYERS.items():
            found[Z] = Quantity(v[Z], ((A_prev, f"W{k}", f"b{k}"),))
            found[A] = Quantity(v[A], ((Z,),))
            found[f"f′({Z})"] = Quantity(self.df(v[Z]), ((Z,),))
        found["A − Y"] = Quantity(self.residual, (("A", "Y"),), either_way=True)
        found["∂J/∂A"] = Quantity(self.residual / m, (("A − Y",),))
        after = None
        for k in "o21":
            A_prev, Z, A = LAYERS[k]
            back = ((f"∂J/∂{A}", f"f′({Z})"),)
            if after is None:
                back += (("A − Y", f"f′({Z})"),)
            else:
                D_next = f"∂J/∂{LAYERS[after][1]}"
                arriving = self.hidden(k, after, self.deltas[after]).back
                found[f"∂J/∂{A}"] = Quantity(arriving, ((D_next, f"W{after}"),))
                back += ((D_next, f"W{after}", f"f′({Z})"),)
            found[f"∂J/∂{Z}"] = Quantity(self.deltas[k], back)
            found[f"∂J/∂W{k}"] = Quantity(self.reference[f"W{k}"], ((A_prev, f"∂J/∂{Z}"),))
            found[f"∂J/∂b{k}"] = Quantity(self.reference[f"b{k}"], ((f"∂J/∂{Z}",),))
            after = k
        return found

    def own_delta(self, k: str, got: Mapping[str, Any], D: np.ndarray) -> np.ndarray:
        """Return a student's own delta of a layer, as its gradients tell it.

        If they tell none, as where one is transposed, it is D, which follows from the student's own
        deltas of later layers.
        """
        W, b = f"W{k}", f"b{k}"
        if all(agrees(got.get(name), self.reference[name]) for name in (W, b)):
            return self.deltas[k]
        if len(D) == 1 and all(agrees(got.get(name), 0 * self.params[name]) for name in (W, b)):
            return 0 * D  # from a loop that misses the only row
        mine = recover_delta(self.values[LAYERS[k][0]], got.get(W), got.get(b), D.shape[1])
        return D if mine is None else mine

    def of_other_inputs(
        self, k: str, D: np.ndarray, names: Mapping[str, str]
    ) -> dict[Mistake, Callable[[], Values]]:
        """Return what a layer of error signal D hands out with what flows into another one.

        `names` says what W and b are called.
        """
        mistake = CATALOGUE["input-of-another-layer"]
        others = {"X", "C", "B", "A"} - {LAYERS[k][0]}
        made = {mistake.with_variant(A): layer(D, self.values[A]) for A in others}
        return {m: partial(renamed, values, names) for m, values in made.items()}

    def of_other_signals(
        self, k: str, D: np.ndarray, names: Mapping[str, str]
    ) -> dict[Mistake, Callable[[], Values]]:
        """Return what a layer of error signal D hands out with that of another one."""
        A_prev, made = self.values[LAYERS[k][0]], {}
        for other in self.deltas.keys() - {k}:
            stray = layer(self.deltas[other], A_prev)
            for parts in ("W", "b", "Wb"):
                mistake = CATALOGUE["signal-of-another-layer"].with_variant(f"{other} in {parts}")
                made[mistake] = layer(D, A_prev) | {part: stray[part] for part in parts}
        return {m: partial(renamed, values, names) for m, values in made.items()}


BY_HAND = ByHand(slopes=lambda n: [n.df], most=lambda n: 12 * n.forward_size)
"""Twice the forward pass for each of six gradients."""


def read_network(X: Any, Y: Any, params: Any, f: Callable, df: Callable) -> Network:
    """Return the network that a later question hands to an earlier one."""
    parameters = {name: to_array(params[name]) for name in PARAMETERS}
    return Network(to_array(X), to_array(Y), parameters, f, df)
