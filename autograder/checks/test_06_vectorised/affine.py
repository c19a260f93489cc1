"""The product in a layer, with samples in rows, and what goes wrong on the way back through it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import agrees
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, Values, about, times
from autograder.question import oracle

SIZES = ((3, 5, 4), (4, 4, 4), (5, 3, 1), (1, 4, 3), (6, 1, 2), (7, 2, 6))
"""(m, in, out): all different, square, and one output, sample or input."""

SCALES = (1.0, 1.0, 20.0, 0.01, 1.0, 1.0)
"""How large the gradient is that arrives in each case."""


@dataclass(frozen=True)
class Affine:
    """Z = XW + b with samples in rows, and the gradient G = ∂J/∂Z that arrives.

    X (m, in), W (in, out), G (m, out); no derivative here depends on b.
    """

    X: np.ndarray
    W: np.ndarray
    G: np.ndarray

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Affine":
        m, below, here = SIZES[number]
        X, W, G = (rng.normal(size=shape) for shape in ((m, below), (below, here), (m, here)))
        return cls(X, W, SCALES[number] * G)

    @cached_property
    def references(self) -> dict[str, np.ndarray]:
        """∂J/∂X, ∂J/∂W and ∂J/∂b, by the oracle."""

        def J(X: Any, W: Any, b: Any) -> Any:
            return (self.G * (X @ W + b)).sum()

        zero = np.zeros(self.W.shape[1])
        return {
            "dX": oracle.gradient(lambda X: J(X, self.W, zero), self.X),
            "dW": oracle.gradient(lambda W: J(self.X, W, zero), self.W),
            "db": oracle.gradient(lambda b: J(self.X, self.W, b), zero),
        }

    def derived(self, G: np.ndarray | None = None) -> dict[str, np.ndarray]:
        """The three by the formulas, also for another gradient that arrives."""
        G = self.G if G is None else G
        return {
            "dX": np.einsum("ik,jk->ij", G, self.W),
            "dW": np.einsum("ij,ik->jk", self.X, G),
            "db": np.einsum("ik->k", G),
        }

    @property
    def per_sample(self) -> np.ndarray:
        """What each sample adds to dW."""
        return np.einsum("ij,ik->ijk", self.X, self.G)


AVERAGED = CATALOGUE["mean-not-sum"]
SIGN = CATALOGUE["sign"].asking(
    "The residual is in what arrives. Which other step could turn the sign?"
)
LAST = CATALOGUE["overwritten-by-last-sample"]
FIRST = CATALOGUE["returned-after-first-sample"]
MEAN_OF_ALL = CATALOGUE["mean-over-entries"]
DROPPED = CATALOGUE["unit-axis-dropped"]
OUTPUT = CATALOGUE["output-not-gradient"]

MISTAKES: dict[Mistake, Callable[[Affine], dict[str, np.ndarray]]] = {
    CATALOGUE["transposed"]: lambda c: {part: value.T for part, value in c.derived().items()},
    AVERAGED: lambda c: times(1 / len(c.X), c.derived()),
    MEAN_OF_ALL: lambda c: times(1 / c.G.size, c.derived()),
    CATALOGUE["mean-over-inputs"]: lambda c: times(1 / len(c.W), c.derived()),
    OUTPUT: lambda c: c.derived(c.X @ c.W),
    SIGN: lambda c: times(-1, c.derived()),
    DROPPED: lambda c: {part: np.squeeze(value) for part, value in c.derived().items()},
    CATALOGUE["gradients-in-other-order"]: lambda c: {
        "dX": c.derived()["dW"],
        "dW": c.derived()["dX"],
    },
}

OF_INPUT: dict[Mistake, Callable[[Affine], np.ndarray]] = {
    CATALOGUE["input-gradient-summed"]: lambda c: c.derived()["dX"].sum(axis=0),
}

OF_WEIGHTS: dict[Mistake, Callable[[Affine], np.ndarray]] = {
    CATALOGUE["product-of-sums"]: lambda c: np.outer(c.X.sum(axis=0), c.G.sum(axis=0)),
    CATALOGUE["product-of-means"]: lambda c: np.outer(c.X.mean(axis=0), c.G.mean(axis=0)),
    CATALOGUE["weight-gradient-not-summed"]: lambda c: c.per_sample,
    LAST: lambda c: c.per_sample[-1],
    FIRST: lambda c: c.per_sample[0],
}

AFTER_STEP = CATALOGUE["weights-moved-first"]
BY_SHAPE = CATALOGUE["order-by-shapes"]


def mistakes(
    c: Affine, part: str, got: Any, turn: Callable[[np.ndarray], np.ndarray] = np.array
) -> dict[Mistake, Callable[[], Values]]:
    """Return what each known mistake gives for dX or dW, if an answer gave `got`.

    `turn` brings an array of the layout with rows into the question's, and back.
    """

    def named(value: np.ndarray) -> Values:
        return {part: turn(value)}

    right = c.derived()[part]
    mine = usable(got, turn(right).shape)
    mine = right if mine is None else turn(mine)
    own = OF_INPUT if part == "dX" else OF_WEIGHTS
    table: dict[Mistake, Callable[[], Values]] = {
        **about(MISTAKES, c, then=lambda values: named(values[part])),
        **about(own, c, then=named),
        BY_SHAPE: lambda: named(in_some_order(c.W if part == "dX" else c.X, c.G, right, mine)),
    }
    if part == "dX":
        table[AFTER_STEP] = lambda: named(after_step(c, mine))
    return table


def after_step(c: Affine, got: np.ndarray) -> np.ndarray:
    """dX with weights that a step downhill has moved, of the length that explains most of `got`."""
    right = c.derived()
    change = np.einsum("ik,jk->ij", c.G, right["dW"])
    eta = np.vdot(change, right["dX"] - got) / np.vdot(change, change)
    return right["dX"] - max(float(eta), 0.0) * change


def in_some_order(
    factor: np.ndarray, G: np.ndarray, right: np.ndarray, got: np.ndarray
) -> np.ndarray:
    """The product of two factors, each as it is or transposed, that was got; else the right one."""
    pairs = [
        pair
        for one in (factor, factor.T)
        for other in (G, G.T)
        for pair in ((one, other), (other, one))
        if pair[0].shape[1] == pair[1].shape[0]
    ]
    return next((a @ b for a, b in pairs if agrees(got, a @ b)), right)
