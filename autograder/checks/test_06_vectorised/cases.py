"""The product in a layer, with samples in rows, and how its gradients are judged in any layout."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import Judge, Values, about, agrees, oracle, prefer_own
from .mistakes import OF_PRODUCT

SIZES = (
    (3, 5, 4),
    (4, 4, 4),
    (5, 3, 1),
    (1, 4, 3),
    (6, 1, 2),
    (7, 2, 6),
    (4, 3, 2),
    (3, 2, 4),
    (4, 2, 3),
)
"""(m, in, out): all different, square, and one output, sample or input; the last ones are whole."""

SCALES = (1.0, 1.0, 20.0, 0.01, 1.0, 1.0, 1.0, 1.0, 1.0)
"""How large the gradient is that arrives in each case."""

WHOLE = 6
"""The case from which on numbers are whole."""

MIXED = 8
"""The case in which X alone is whole."""


def draw_numbers(rng: np.random.Generator, number: int, *shapes: Any) -> tuple[np.ndarray, ...]:
    """Draw an array of each shape for a case, of fractions, or of whole numbers from WHOLE on."""
    if number < WHOLE:
        return tuple(rng.normal(size=shape) for shape in shapes)
    return tuple(rng.integers(-5, 6, shape) for shape in shapes)


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
        X, W, G = draw_numbers(rng, number, (m, below), (below, here), (m, here))
        if number == MIXED:
            W, G = rng.normal(size=W.shape), rng.normal(size=G.shape)
        return cls(X, W, G if number >= WHOLE else SCALES[number] * G)

    @cached_property
    def reference(self) -> dict[str, np.ndarray]:
        """∂J/∂X, ∂J/∂W and ∂J/∂b, by the oracle."""

        def J(X: Any, W: Any, b: Any) -> Any:
            return (self.G * (X @ W + b)).sum()

        zero = np.zeros(self.W.shape[1])
        return {
            "dX": oracle.gradient(lambda X: J(X, self.W, zero), self.X),
            "dW": oracle.gradient(lambda W: J(self.X, W, zero), self.W),
            "db": oracle.gradient(lambda b: J(self.X, self.W, b), zero),
        }

    @property
    def per_sample(self) -> np.ndarray:
        """What each sample adds to dW."""
        return np.einsum("ij,ik->ijk", self.X, self.G)

    def products(self, G: np.ndarray) -> dict[str, np.ndarray]:
        """Return dX and dW by the formulas, for any gradient that arrives."""
        return {"dX": np.einsum("ik,jk->ij", G, self.W), "dW": np.einsum("ij,ik->jk", self.X, G)}


@dataclass(frozen=True)
class Product:
    """dX or dW of a layer, and an answer's own; the right one if that is of no use."""

    layer: Affine
    part: str
    own: np.ndarray

    @property
    def right(self) -> np.ndarray:
        """The gradient by the formula."""
        return self.layer.products(self.layer.G)[self.part]

    @property
    def of_output(self) -> np.ndarray:
        """The same if the output arrived in place of its gradient."""
        return self.layer.products(self.layer.X @ self.layer.W)[self.part]

    @property
    def other(self) -> np.ndarray:
        """The gradient of the other factor."""
        return self.layer.products(self.layer.G)["dW" if self.part == "dX" else "dX"]

    @property
    def in_own_order(self) -> np.ndarray:
        """The product of both factors, each as it is or transposed, that is the answer's own."""
        factor, G = self.layer.W if self.part == "dX" else self.layer.X, self.layer.G
        pairs = [p for a in (factor, factor.T) for b in (G, G.T) for p in ((a, b), (b, a))]
        products = (a @ b for a, b in pairs if a.shape[1] == b.shape[0])
        return next((product for product in products if agrees(self.own, product)), self.right)

    @property
    def after_step(self) -> np.ndarray:
        """dX with weights moved downhill, by the step that explains most of the answer's own."""
        change = np.einsum("ik,jk->ij", self.layer.G, self.other)
        eta = np.vdot(change, self.right - self.own) / np.vdot(change, change)
        return self.right - max(float(eta), 0.0) * change


def judge_product(
    part: str, case: Any, got: Values, judge: Judge, turn: Callable[..., Any] = np.asarray
) -> None:
    """Judge dX or dW; `turn` brings an array of the case's layout into rows, and back."""
    layer = Affine(turn(case.X), turn(case.W), turn(case.G))
    own = turn(prefer_own(got.get(part), case.reference[part]))
    mistakes = about(OF_PRODUCT[part], Product(layer, part, own), then=turn)
    judge(got, {part: case.reference[part]}, mistakes=mistakes)
