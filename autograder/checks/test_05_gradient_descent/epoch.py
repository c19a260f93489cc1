"""An epoch of stochastic gradient descent in all orders at once, as it should go and otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import numpy as np

Ends = tuple[np.ndarray, np.ndarray]
"""The weights (k, d) and biases (k,) that k orders lead to."""


@dataclass(frozen=True)
class Epoch:
    """What `sgd_epoch` is given, and a seed for its generator."""

    X: np.ndarray
    y: np.ndarray
    w: np.ndarray
    b: float
    size: int
    eta: float
    seed: int
    found: dict[Any, Ends] = field(default_factory=dict, repr=False)

    def ends(self, way: Any) -> Ends:
        """Where every order leads by a way that is right or not; worked out once."""
        if way not in self.found:
            self.found[way] = way(self)
        return self.found[way]

    def nearest(self, way: Any, w: np.ndarray | None, b: Any) -> dict[str, Any]:
        """That of these ends which lies nearest to w and b; None is as near to all."""
        W, B = self.ends(way)
        far = np.zeros(len(B))
        if w is not None:
            far += ((W - w) ** 2).sum(axis=1)
        if b is not None:
            far += (B - b) ** 2
        k = np.argmin(far)
        return {"w": W[k], "b": np.asarray(B[k])}


def batch_lengths(c: Epoch) -> list[list[int]]:
    """The lengths of the batches, the rest at any place."""
    full, rest = divmod(len(c.y), c.size)
    if not rest:
        return [[c.size] * full]
    return [[c.size] * at + [rest] + [c.size] * (full - at) for at in range(full + 1)]


def evenly(c: Epoch) -> list[list[int]]:
    return [[len(b) for b in np.array_split(c.y, -(-len(c.y) // c.size))]]


def epochs(
    c: Epoch,
    lengths: Callable[[Epoch], list[list[int]]] = batch_lengths,
    scale: Callable[[Epoch, int, int], float] = lambda c, length, k: 1 / length,
    labels: Callable[[np.ndarray], np.ndarray] = lambda rows: rows,
    error: Callable[[np.ndarray], np.ndarray] = lambda residual: residual,
    stale: bool = False,
    bias_factor: Callable[[int], float] = lambda length: 1,
    bias_moved_last: bool = False,
    averaged_first: bool = False,
) -> Ends:
    """Go through the batches of all orders at once, in a way that may be wrong.

    scale: what the sum over a batch of so many samples is multiplied by in the k-th step.
    """
    orders = np.array(list(permutations(range(len(c.y)))))
    ends = []
    for batches in lengths(c):
        W, B = np.tile(c.w, (len(orders), 1)), np.full(len(orders), c.b)
        start, (W0, B0) = 0, (W, B)
        for k, length in enumerate(batches):
            rows = orders[:, start : start + length]
            targets = labels(orders)[:, start : start + length]
            start += length
            X, y, eta = c.X[rows], c.y[targets], c.eta * scale(c, length, k)
            Wk, Bk = (W0, B0) if stale else (W, B)
            residual = error(np.einsum("kbd,kd->kb", X, Wk) + Bk[:, None] - y)
            if averaged_first:
                residual = np.broadcast_to(residual.mean(axis=1, keepdims=True), residual.shape)
            W = W - eta * np.einsum("kb,kbd->kd", residual, X)
            if bias_moved_last:
                residual = np.einsum("kbd,kd->kb", X, W) + Bk[:, None] - y
            B = B - eta * bias_factor(length) * residual.sum(axis=1)
        ends.append((W, B))
    return np.concatenate([W for W, _ in ends]), np.concatenate([B for _, B in ends])


def whole_steps(c: Epoch) -> Ends:
    """A step with all samples for every batch."""
    w, b = c.w, c.b
    for _ in range(-(-len(c.y) // c.size)):
        residual = c.X @ w + b - c.y
        w, b = w - c.eta * residual @ c.X / len(c.y), b - c.eta * residual.mean()
    return w[None], np.array([b])
