"""A layer of a network as the judge sees it, and what goes wrong in layers.

A layer with error signal D = ∂J/∂Z (m, out) and input A_prev (m, in) hands out dW = A_prevᵀD and
db, the column sums of D. Here they are called D, W and b; a check says what its question calls
them. Shared by the exercises on three layers, on the XOR network and on digits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import unwrap
from typing import Any

import numpy as np

from ...diagnosis.mistakes import CATALOGUE, Mistake, Values, about, renamed
from ...question import oracle


def layer(D: np.ndarray, A_prev: np.ndarray) -> dict[str, np.ndarray]:
    """Return what a layer with error signal D and input A_prev hands out: D, W and b."""
    return {"D": D, "W": np.einsum("ij,ik->jk", A_prev, D), "b": np.einsum("ik->k", D)}


@dataclass(frozen=True)
class Hidden:
    """A hidden layer, and the error signal of the layer after it.

    D_next (m, out_next), W_next (out, out_next), Z (m, out), A_prev (m, in); f, df: the activation
    and its derivative at the pre-activation.
    """

    D_next: np.ndarray
    W_next: np.ndarray
    Z: np.ndarray
    A_prev: np.ndarray
    f: Callable
    df: Callable

    @property
    def back(self) -> np.ndarray:
        """The error signal on the layer's output, before it meets the activation."""
        return np.einsum("ik,jk->ij", self.D_next, self.W_next)

    @property
    def D(self) -> np.ndarray:
        """The error signal ∂J/∂Z."""
        return self.back * self.df(self.Z)

    @cached_property
    def reference(self) -> dict[str, np.ndarray]:
        """∂/∂Z, ∂/∂W, ∂/∂b of a loss whose gradient after this layer is D_next, by the oracle."""

        f = unwrap(self.f)  # the oracle has no use for its checks

        def loss(Z: Any) -> Any:
            return (self.D_next * (f(Z) @ self.W_next)).sum()

        W, b = np.zeros((self.A_prev.shape[1], self.Z.shape[1])), np.zeros(self.Z.shape[1])
        return {
            "D": oracle.gradient(loss, self.Z),
            "W": oracle.gradient(lambda W: loss(self.Z + self.A_prev @ W), W),
            "b": oracle.gradient(lambda b: loss(self.Z + b), b),
        }


HIDDEN_SIGNALS: dict[Mistake, Callable[[Hidden], np.ndarray]] = {
    CATALOGUE["sign"].asking("It turns only once, in the residual."): lambda h: -h.D,
    CATALOGUE["sum-not-mean"].asking("Where has the 1/m gone?"): lambda h: h.D * len(h.Z),
    CATALOGUE["mean-taken-twice"].asking("The 1/m is in the error signal that arrives here."): (
        lambda h: h.D / len(h.Z)
    ),
    CATALOGUE["activation-derivative-missing"]: lambda h: h.back,
}
"""The error signal of a hidden layer, as each mistake would have it."""

HIDDEN_SIGNALS_WITH_F: dict[Mistake, Callable[[Hidden], np.ndarray]] = {
    CATALOGUE["derivative-at-activation"]: lambda h: h.back * h.df(h.f(h.Z)),
    CATALOGUE["activation-not-derivative"]: lambda h: h.back * h.f(h.Z),
}
"""The same for mistakes that take the activation itself, which not every question hands out."""

_SLIPS: dict[Mistake, Callable[[np.ndarray, np.ndarray], dict[str, Any]]] = {
    CATALOGUE["bias-gradient-not-summed"]: lambda D, A_prev: {"b": D},
    CATALOGUE["bias-gradient-averaged-again"]: lambda D, A_prev: {"b": D.mean(axis=0)},
    CATALOGUE["transposed"]: lambda D, A_prev: {"W": layer(D, A_prev)["W"].T},
}


Z_AS_INPUT = CATALOGUE["pre-activation-as-input"]


def signals(
    table: Mapping[Mistake, Callable[[Any], np.ndarray]],
    case: Any,
    A_prev: np.ndarray,
    names: Mapping[str, str],
) -> dict[Mistake, Callable[[], Values]]:
    """Return what each mistaken error signal of a table makes of a layer with input A_prev.

    `names` says what the question calls those of D, W and b that it asks for.
    """
    return about(table, case, then=lambda D: renamed(layer(D, A_prev), names))


def slips(
    D: np.ndarray, A_prev: np.ndarray, names: Mapping[str, str], Z_prev: np.ndarray | None = None
) -> dict[Mistake, Callable[[], Values]]:
    """Return what a layer hands out if D is right and only the last step goes wrong.

    Z_prev: what A_prev is the activation of, if it is one. `names` as for `signals`.
    """
    right = layer(D, A_prev)
    table = dict(_SLIPS)
    if Z_prev is not None:
        table[Z_AS_INPUT] = lambda D, A_prev: {"W": layer(D, Z_prev)["W"]}
    return about(table, D, A_prev, then=lambda changed: renamed(right | changed, names))
