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

from ...diagnosis.judge import Judge
from ...diagnosis.mistakes import CATALOGUE, Mistake, Table, Values, about, renamed
from ...question import oracle


def as_rows(b: np.ndarray) -> np.ndarray:
    """Return a stack of biases (n, out) as one that is added to a stack of layers (n, m, out)."""
    return b[..., np.newaxis, :]


def layer(D: np.ndarray, A_prev: np.ndarray) -> dict[str, np.ndarray]:
    """Return what a layer with error signal D and input A_prev hands out: D, W and b."""
    return {"D": D, "W": np.einsum("ij,ik->jk", A_prev, D), "b": np.einsum("ik->k", D)}


@dataclass(frozen=True)
class Layer:
    """A layer whose error signal D is known; A_prev is f(Z_prev), or data if Z_prev is None."""

    D: np.ndarray
    A_prev: np.ndarray
    Z_prev: np.ndarray | None = None


@dataclass(frozen=True)
class Hidden:
    """A hidden layer, and the error signal of the layer after it.

    D_next (m, out_next), W_next (out, out_next), Z (m, out), A_prev (m, in); f, df: the activation
    and its derivative at the pre-activation; Z_prev as in `Layer`.
    """

    D_next: np.ndarray
    W_next: np.ndarray
    Z: np.ndarray
    A_prev: np.ndarray
    f: Callable
    df: Callable
    Z_prev: np.ndarray | None = None

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
            return (self.D_next * (f(Z) @ self.W_next)).sum((-2, -1))

        W, b = np.zeros((self.A_prev.shape[1], self.Z.shape[1])), np.zeros(self.Z.shape[1])
        return {
            "D": oracle.gradient(loss, self.Z, stacked=True),
            "W": oracle.gradient(lambda W: loss(self.Z + self.A_prev @ W), W, stacked=True),
            "b": oracle.gradient(lambda b: loss(self.Z + as_rows(b)), b, stacked=True),
        }


HIDDEN_SIGNALS: Table = {
    CATALOGUE["sign"].asking("It turns only once, in the residual."): lambda h: -h.D,
    CATALOGUE["sum-not-mean"].asking("Where has the 1/m gone?"): lambda h: h.D * len(h.Z),
    CATALOGUE["mean-taken-twice"].asking("The 1/m is in the error signal that arrives here."): (
        lambda h: h.D / len(h.Z)
    ),
    CATALOGUE["activation-derivative-missing"]: lambda h: h.back,
}
"""The error signal of a hidden layer, as each mistake would have it."""

HIDDEN_SIGNALS_WITH_F: Table = HIDDEN_SIGNALS | {
    CATALOGUE["derivative-at-activation"]: lambda h: h.back * h.df(h.f(h.Z)),
    CATALOGUE["activation-not-derivative"]: lambda h: h.back * h.f(h.Z),
}
"""The same with mistakes that take the activation itself, which not every question hands out."""

ROWS_MISSED: Table = {
    CATALOGUE["last-row-left-out"]: lambda x: keep_rows(x.D, slice(-1)),
    CATALOGUE["first-row-left-out"]: lambda x: keep_rows(x.D, slice(1, None)),
    CATALOGUE["last-sample-only"]: lambda x: keep_rows(x.D, slice(-1, None)),
}
"""The error signal of a layer as a loop over the rows sees it that misses some of them."""


def keep_rows(D: np.ndarray, rows: slice) -> np.ndarray:
    """Return D with zeros outside these rows."""
    kept = np.zeros_like(D)
    kept[rows] = D[rows]
    return kept


Z_AS_INPUT = CATALOGUE["pre-activation-as-input"]

AFTER_SIGNAL: Table = {
    CATALOGUE["bias-gradient-not-summed"]: lambda x: layer(x.D, x.A_prev) | {"b": x.D},
    CATALOGUE["bias-gradient-averaged-again"]: lambda x: (
        layer(x.D, x.A_prev) | {"b": x.D.mean(axis=0)}
    ),
    CATALOGUE["transposed"]: lambda x: layer(x.D, x.A_prev) | {"W": x.D.T @ x.A_prev},
}
"""What a layer hands out if its error signal is right, and only the last step goes wrong."""

AFTER_SIGNAL_OF_INNER: Table = AFTER_SIGNAL | {Z_AS_INPUT: lambda x: layer(x.D, x.Z_prev)}
"""The same for a layer whose input is the activation of another."""


def gradients(x: Layer | Hidden, names: Mapping[str, str]) -> dict[str, np.ndarray]:
    """Return what a layer hands out; `names` says what the question calls W and b."""
    return renamed(layer(x.D, x.A_prev), names)


def mistaken_gradients(
    x: Layer | Hidden, names: Mapping[str, str], signals: Table | None = None, of: Any = None
) -> dict[Mistake, Callable[[], Values]]:
    """Return what mistakes in the error signal of a layer, and after it, make of its gradients.

    A table of error signals is one of functions of the layer, or of what `of` is.
    """

    def with_signal(D: np.ndarray) -> Values:
        return renamed(layer(D, x.A_prev), names)

    by_signal = about(signals or {}, x if of is None else of, then=with_signal)
    after = AFTER_SIGNAL if x.Z_prev is None else AFTER_SIGNAL_OF_INNER
    return by_signal | about(after, x, then=lambda found: renamed(found, names))


def judge_gradients(
    got: Values,
    right: Values,
    x: Layer | Hidden,
    names: Mapping[str, str],
    judge: Judge,
    signals: Table | None = None,
    of: Any = None,
    others: Mapping[Mistake, Callable[[], Values]] | None = None,
) -> None:
    """Judge what a layer hands out, also on its error signal; arguments as above.

    others: what mistakes that involve other layers make of the gradients.
    """
    expected = {name: right[name] for name in names.values()}
    mistakes = mistaken_gradients(x, names, signals, of) | dict(others or {})
    judge(got, expected, gradients(x, names), mistakes)
