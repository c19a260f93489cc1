"""A network of sigmoid units with the loss ½ Σ (y − a)², its references, and its deltas gone wrong.

Layer l takes A[l] to A[l+1] = g(A[l] W[l] + b[l]), with A[0] = X. A network of two layers and one
output is the one that the lecture writes with w2 (h,), b2 and y (n,).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.common.layers import Hidden, layer
from autograder.diagnosis.carried_forward import delta_behind
from autograder.diagnosis.judge import agrees
from autograder.question import oracle
from autograder.question.forbidden import DIFFERENTIATION

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
        while not net.tells:
            net = cls(weights, biases, X, rng.uniform(size=A.shape))
        return net

    @property
    def tells(self) -> bool:
        """Whether there are clear residuals of both signs, and no gradient that all but cancels.

        Such a sum would tell more of rounding, in float32, than of the answer.
        """
        clear = all(
            np.abs(sums).max() > 0.15 * np.abs(found["D"]).max()
            for found in self.gradients()
            for sums in (found["W"], found["b"])
        )
        return clear and bool(self.residual.min() < -0.05 and self.residual.max() > 0.05)

    def outputs(self, at: int, Z: Any) -> Any:
        """What the network puts out if the pre-activations of layer `at` are Z."""
        for W, b in zip(self.weights[at + 1 :], self.biases[at + 1 :], strict=True):
            Z = g(Z) @ W + b
        return g(Z)

    def loss(self, A: Any) -> Any:
        """½ Σ (y − a)², over rows and outputs."""
        return ((self.Y - A) ** 2).sum() / 2

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
            found["D"].append(oracle.gradient(cost, Z))
            found["dW"].append(oracle.gradient(lambda W, A=A, Z=Z: cost(Z + A @ W), W))
            found["db"].append(oracle.gradient(lambda b, Z=Z: cost(Z + b), b))
        return found

    @property
    def residual(self) -> np.ndarray:
        """a − y."""
        return self.A[-1] - self.Y

    @property
    def last(self) -> np.ndarray:
        """The delta of the last layer, by the formula."""
        return self.residual * g_prime(self.Z[-1])

    def hidden(self, at: int, D_next: np.ndarray) -> Hidden:
        """Hidden layer `at`, when D_next arrives from the layer after it."""
        return Hidden(D_next, self.weights[at + 1], self.Z[at], self.A[at], g, g_prime)

    def gradients(
        self,
        last: Callable[["Mlp"], np.ndarray] = lambda net: net.last,
        earlier: Callable[[Hidden], np.ndarray] = lambda hidden: hidden.D,
    ) -> list[dict[str, np.ndarray]]:
        """D, W and b of every layer, for these ways to get the deltas."""
        D = last(self)
        found = [layer(D, self.A[-2])]
        for at in reversed(range(len(self.weights) - 1)):
            D = earlier(self.hidden(at, D))
            found.append(layer(D, self.A[at]))
        return found[::-1]

    def own_delta(self, at: int, dW: Any, db: Any) -> np.ndarray:
        """A student's own delta of layer `at`, if wrong gradients tell it; else the reference."""
        D = self.reference["D"][at]
        if agrees(dW, self.reference["dW"][at]) and agrees(db, self.reference["db"][at]):
            return D
        mine = delta_behind(self.A[at], dW, db)
        return D if mine is None else mine
