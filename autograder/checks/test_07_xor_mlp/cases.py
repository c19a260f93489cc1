"""Networks of sigmoid units with the loss ½ Σ (y − a)², and their references.

Layer l takes A[l] to A[l+1] = g(A[l] W[l] + b[l]), with A[0] = X. A network of two layers and one
output is the one that the lecture writes with w2 (h,), b2 and y (n,).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from ..common import (
    DIFFERENTIATION,
    AnswerError,
    Quantity,
    agrees,
    oracle,
    recover_delta,
    to_array,
)
from ..common.layers import Hidden, as_rows, layer

FORBIDDEN = (*DIFFERENTIATION, "nnlib.net.", "sklearn.neural_network.")
"""A whole network, the library's or another, would answer every question of this exercise."""

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def g(z: Any) -> Any:
    """The sigmoid."""
    return (1 + np.tanh(z / 2)) / 2


def g_prime(z: Any) -> Any:
    """Its derivative at the pre-activation."""
    return g(z) * g(-z)


@dataclass(frozen=True)
class OutputLayer:
    """The last layer: targets Y (n, k), pre-activations Z, input A_prev, which is g(Z_prev)."""

    Y: np.ndarray
    Z: np.ndarray
    A_prev: np.ndarray
    Z_prev: np.ndarray | None

    @property
    def back(self) -> np.ndarray:
        """The residual a − y, which is the error signal on the layer's output."""
        return g(self.Z) - self.Y

    @property
    def D(self) -> np.ndarray:
        """The error signal δ = ∂C/∂Z."""
        return self.back * g_prime(self.Z)


@dataclass(frozen=True)
class Mlp:
    """A network with its data: weights[l] (in, out), biases[l] (out,), X (n, d), Y (n, k)."""

    weights: list[np.ndarray]
    biases: list[np.ndarray]
    X: np.ndarray
    Y: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator, X: np.ndarray, widths: Sequence[int]) -> "Mlp":
        """Draw a network whose rows stay apart in every layer, with residuals of both signs.

        Deep sigmoid layers squeeze all rows together otherwise, and no error signal could be told
        from another.
        """
        weights, biases, A = [], [], X.astype(float)
        for below, here in pairwise(widths):
            W = rng.normal(size=(below, here))
            W *= 1.5 / (A @ W).std()
            weights.append(W)
            biases.append(rng.normal(scale=0.7, size=here) - (A @ W).mean(axis=0))
            A = g(A @ W + biases[-1])
        net = cls(weights, biases, X, rng.uniform(size=A.shape))
        while not net.is_clear:
            net = cls(weights, biases, X, rng.uniform(size=A.shape))
        return net

    @property
    def is_clear(self) -> bool:
        """Whether there are clear residuals of both signs, and no gradient that all but cancels.

        Such a sum would tell more of rounding, in float32, than of the answer.
        """
        residual = self.output.back
        clear = all(
            np.abs(sums).max() > 0.15 * np.abs(found["D"]).max()
            for found in self.gradients()
            for sums in (found["W"], found["b"])
        )
        return clear and bool(residual.min() < -0.05 and residual.max() > 0.05)

    def outputs(self, at: int, Z: Any) -> Any:
        """What the network puts out if the pre-activations of layer `at` are Z."""
        for W, b in zip(self.weights[at + 1 :], self.biases[at + 1 :], strict=True):
            Z = g(Z) @ W + b
        return g(Z)

    def loss(self, A: Any) -> Any:
        """½ Σ (y − a)², over rows and outputs."""
        return ((self.Y - A) ** 2).sum((-2, -1)) / 2

    @cached_property
    def Z(self) -> list[np.ndarray]:
        """The pre-activations of every layer."""
        Z = [self.X @ self.weights[0] + self.biases[0]]
        for W, b in zip(self.weights[1:], self.biases[1:], strict=True):
            Z.append(g(Z[-1]) @ W + b)
        return Z

    @cached_property
    def A(self) -> list[np.ndarray]:
        """X, then the activations of every layer."""
        return [self.X, *map(g, self.Z)]

    @cached_property
    def reference(self) -> dict[str, list[np.ndarray]]:
        """∂C/∂ the pre-activations, weights and biases of every layer, by the oracle."""
        found: dict[str, list[np.ndarray]] = {"D": [], "dW": [], "db": []}
        for at, Z in enumerate(self.Z):

            def cost(Z: Any, at: int = at) -> Any:
                return self.loss(self.outputs(at, Z))

            A, W, b = self.A[at], np.zeros_like(self.weights[at]), np.zeros_like(self.biases[at])
            found["D"].append(oracle.gradient(cost, Z, stacked=True))
            found["dW"].append(
                oracle.gradient(lambda W, A=A, Z=Z: cost(Z + A @ W), W, stacked=True)
            )
            found["db"].append(
                oracle.gradient(lambda b, Z=Z: cost(Z + as_rows(b)), b, stacked=True)
            )
        return found

    @cached_property
    def two_layer_quantities(self) -> dict[str, Quantity]:
        """What the gradients of a network with one output pass through, by the lecture's names."""
        (W1, W2), (b1, b2), (Z1, Z2), (_, A1, A2) = self.weights, self.biases, self.Z, self.A
        D1, D2 = self.reference["D"]
        dW, db = self.reference["dW"], self.reference["db"]
        y, a, slope = self.Y[:, 0], A2[:, 0], g_prime(Z2)[:, 0]
        return {
            **{"X": Quantity(self.X), "y": Quantity(y), "W1": Quantity(W1), "b1": Quantity(b1)},
            **{"w2": Quantity(W2[:, 0]), "b2": Quantity(b2[0])},
            "z¹": Quantity(Z1, (("X", "W1", "b1"),)),
            "a¹": Quantity(A1, (("z¹",),)),
            "a¹(1 − a¹)": Quantity(g_prime(Z1), (("a¹",), ("z¹",))),
            "z²": Quantity(Z2[:, 0], (("a¹", "w2", "b2"),)),
            "a": Quantity(a, (("z²",),)),
            "a(1 − a)": Quantity(slope, (("a",), ("z²",))),
            "a − y": Quantity(a - y, (("a", "y"),), either_way=True),
            "δ²": Quantity(D2[:, 0], (("a − y", "a(1 − a)"),)),
            "∂C/∂w2": Quantity(dW[1][:, 0], (("a¹", "δ²"),)),
            "∂C/∂b2": Quantity(db[1][0], (("δ²",),)),
            "∂C/∂a¹": Quantity(D2 @ W2.T, (("δ²", "w2"),)),
            "δ¹": Quantity(D1, (("∂C/∂a¹", "a¹(1 − a¹)"), ("δ²", "w2", "a¹(1 − a¹)"))),
            "∂C/∂W1": Quantity(dW[0], (("X", "δ¹"),)),
            "∂C/∂b1": Quantity(db[0], (("δ¹",),)),
        }

    @property
    def output(self) -> OutputLayer:
        """The last layer."""
        return OutputLayer(self.Y, self.Z[-1], self.A[-2], [None, *self.Z][-2])

    def hidden(self, at: int, D_next: np.ndarray) -> Hidden:
        """Return hidden layer `at`, when D_next arrives from the layer after it."""
        W_next, Z_prev = self.weights[at + 1], [None, *self.Z][at]
        return Hidden(D_next, W_next, self.Z[at], self.A[at], g, g_prime, Z_prev)

    def gradients(
        self,
        output: Callable[[OutputLayer], np.ndarray] = lambda last: last.D,
        hidden: Callable[[Hidden], np.ndarray] = lambda hidden: hidden.D,
    ) -> list[dict[str, np.ndarray]]:
        """Return D, W and b of every layer, for these ways to get the deltas."""
        D = output(self.output)
        found = [layer(D, self.A[-2])]
        for at in reversed(range(len(self.weights) - 1)):
            D = hidden(self.hidden(at, D))
            found.append(layer(D, self.A[at]))
        return found[::-1]

    def own_delta(self, at: int, dW: Any, db: Any) -> np.ndarray:
        """A student's own delta of layer `at`, if wrong gradients tell it; else the reference."""
        D = self.reference["D"][at]
        if agrees(dW, self.reference["dW"][at]) and agrees(db, self.reference["db"][at]):
            return D
        mine = recover_delta(self.A[at], dW, db, D.shape[1])
        return D if mine is None else mine


# --- one hidden layer and one output --------------------------------------------------------------

TWO_LAYER_SIZES = ((4, 2, 3), (4, 4, 4), (3, 5, 2), (6, 3, 7), (5, 2, 4))
"""(n, d, h): XOR's own data, square, and all different; a delta can be told from its gradients."""


def draw_two_layer(rng: np.random.Generator, number: int) -> Mlp:
    """Draw a network and data; XOR's inputs and labels are whole numbers, and some row is wrong."""
    n, d, h = TWO_LAYER_SIZES[number]
    if number > 0:
        return Mlp.draw(rng, rng.normal(size=(n, d)), (d, h, 1))
    while True:
        net = Mlp.draw(rng, CORNERS, (d, h, 1))
        net = Mlp(net.weights, net.biases, CORNERS, (CORNERS.sum(axis=1) % 2)[:, None])
        if net.is_clear and np.abs(net.output.back).max() > 0.5:
            return net


def parameters(net: Mlp) -> tuple[Any, ...]:
    """Return W1, b1, w2, b2 as the questions hand them in."""
    (W1, W2), (b1, b2) = net.weights, net.biases
    return W1, b1, W2[:, 0], float(b2[0])


def read_two_layer(X: Any, y: Any, W1: Any, b1: Any, w2: Any, b2: Any) -> Mlp:
    """Return the network that a later question hands to an earlier one."""
    W1, b1, w2 = map(to_array, (W1, b1, w2))
    return Mlp([W1, w2[:, None]], [b1, to_array([b2])], to_array(X), to_array(y)[:, None])


# --- any depth ------------------------------------------------------------------------------------

DEEP_SIZES = (
    (4, (3, 5, 4, 2)),
    (3, (3, 3, 3)),
    (5, (4, 3)),
    (3, (2, 4, 3, 5, 6, 1)),
    (4, (2, 3, 1)),
    (4, (4, 4, 4, 4, 4)),
)
"""Rows and widths: all different, square, one layer, five, XOR's, and square and deep.

A hidden layer has as many units as there are rows, or one less: a delta can then be told from the
gradients that were made of it.
"""

XOR = 4


def draw_deep(rng: np.random.Generator, number: int) -> Mlp:
    """Draw a network; one gets the four inputs of XOR, as whole numbers."""
    n, widths = DEEP_SIZES[number]
    X = CORNERS if number == XOR else rng.normal(size=(n, widths[0]))
    return Mlp.draw(rng, X, widths)


def entries(result: Any, what: str, case: Mlp) -> list[Any]:
    """Return a student's list as a list with an entry for each layer.

    Raises AnswerError (kind "type") if it is none, or of another length.
    """
    if not isinstance(result, list | tuple | np.ndarray) or getattr(result, "ndim", 1) == 0:
        raise AnswerError("type", f"A list with one {what} for each layer was expected.")
    layers = len(case.weights)
    if len(result) != layers:
        raise AnswerError(
            "type",
            f"A list with one {what} for each layer of weights was expected: {layers} entries, "
            f"not {len(result)} entries.",
        )
    return list(result)


def is_reversed(result: Sequence[Any], right: Sequence[Any]) -> bool:
    """Tell whether a list is right but for its order, which is that from the last to the first."""
    return len(right) > 1 and agrees(result[::-1], list(right)) and not agrees(result, list(right))
