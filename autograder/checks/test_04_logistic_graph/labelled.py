"""Loss and gradient for labels from 0 to 1: the references, and what goes wrong with them.

Where somebody works out the loss of another kind, a sum say, the gradient of that other loss is a
right step after a wrong one.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question import oracle

from .batch import BOTH, NO_BIAS, NO_SIGMOID, SIGN, SUM, Batch, probability, softplus
from .slips import LABELS_SWAPPED, ONLY_A, ONLY_B, OTHER_BASE, P_IN_BOTH


class Labelled(Batch):
    """A batch whose labels lie between 0 and 1, these included."""

    def loss_at(self, z: Any) -> Any:
        """Mean −(y log p + (1 − y) log(1 − p)), with log p = −log(1 + e^−z)."""
        return (self.y * softplus(-z) + (1 - self.y) * softplus(z)).dot(np.full(self.m, 1 / self.m))

    @property
    def loss(self) -> float:
        """The mean cross-entropy, exact however small it is."""
        return float(self.loss_at(self.z))

    @property
    def p(self) -> np.ndarray:
        """σ(z), one for every row."""
        return probability(self.z)

    @property
    def slope(self) -> np.ndarray:
        """p − y as (1 − y) p − y (1 − p): nothing cancels where p is close to a label."""
        return (1 - self.y) * self.p - self.y * probability(-self.z)

    @property
    def size(self) -> float:
        """The largest |z|."""
        return float(np.abs(self.z).max())

    @property
    def usual(self) -> bool:
        """Whether no p is close to 0 or 1."""
        return self.size < 20

    @property
    def in_tails(self) -> bool:
        """Whether p is close to 0 or 1, for z that a power may still meet."""
        return not self.usual and not self.enormous

    @property
    def enormous(self) -> bool:
        """Whether z is too large for any power."""
        return self.size > 1e6

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The gradient by the oracle; where z is too large for differences, in closed form."""
        if not self.usual:
            return self.gradient
        return {
            "dw": oracle.gradient(lambda w: self.loss_at(self.X @ w + self.b), self.w),
            "db": oracle.gradient(lambda b: self.loss_at(self.X @ self.w + b), self.b),
        }

    def labelled(self, y: np.ndarray) -> "Labelled":
        """The same rows with other labels."""
        return Labelled(self.X, y, self.w, self.b)

    def times(self, factor: float) -> tuple[float, dict[str, Any]]:
        """Loss and gradient, times a factor."""
        return factor * self.loss, self.of_slope(factor * self.slope)

    @property
    def both(self) -> tuple[float, dict[str, Any]]:
        """Loss and gradient."""
        return self.loss, self.gradient

    def clipped(self, epsilon: float) -> tuple[float, dict[str, Any]]:
        """Loss and gradient of p held between ε and 1 − ε."""
        p = clip(self.p, epsilon)
        loss = -(self.y * np.log(p) + (1 - self.y) * np.log(1 - p)).mean()
        return float(loss), self.of_slope(p - self.y)

    @property
    def A(self) -> tuple[float, dict[str, Any]]:
        """Loss and gradient of the branch of p."""
        return float((self.y * softplus(-self.z)).mean()), self.of_slope(
            -self.y * probability(-self.z)
        )

    @property
    def B(self) -> tuple[float, dict[str, Any]]:
        """Loss and gradient of the branch of 1 − p."""
        return float(((1 - self.y) * softplus(self.z)).mean()), self.of_slope((1 - self.y) * self.p)


def clip(p: np.ndarray, epsilon: float) -> np.ndarray:
    """p, held between ε and 1 − ε."""
    return np.minimum(np.maximum(p, epsilon), 1 - epsilon)


MEAN_TWICE = CATALOGUE["mean-taken-twice"]
BASE_TWO = CATALOGUE["another-log-base"].with_variant("base 2")
CLIPPED = CATALOGUE["probabilities-clipped"]
WHOLE_LABELS = CATALOGUE["fractional-labels-lost"]
ROUNDED = CATALOGUE["fractional-labels-lost"].with_variant("rounded")
ABOVE_ZERO = CATALOGUE["fractional-labels-lost"].with_variant("all above 0 are 1")

CONSISTENT: dict[Mistake, Callable[[Labelled], tuple[float, dict[str, Any]]]] = {
    SIGN: lambda c: c.times(-1),
    SUM: lambda c: c.times(c.m),
    MEAN_TWICE: lambda c: c.times(1 / c.m),
    OTHER_BASE: lambda c: c.times(1 / np.log(10)),
    BASE_TWO: lambda c: c.times(1 / np.log(2)),
    LABELS_SWAPPED: lambda c: c.labelled(1 - c.y).both,
    WHOLE_LABELS: lambda c: c.labelled((c.y == 1).astype(float)).both,
    ROUNDED: lambda c: c.labelled((c.y >= 0.5).astype(float)).both,
    ABOVE_ZERO: lambda c: c.labelled((c.y > 0).astype(float)).both,
    ONLY_A: lambda c: c.A,
    ONLY_B: lambda c: c.B,
    P_IN_BOTH: lambda c: c.labelled(np.ones(c.m)).both,
    NO_BIAS: lambda c: (float(c.loss_at(c.z - c.b)), c.with_bias(0.0).gradient),
} | {
    CLIPPED.with_variant(str(epsilon)): lambda c, e=epsilon: c.clipped(e)
    for epsilon in (0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
}
"""Losses of another kind, each with its own gradient."""

SQUARED = CATALOGUE["squared-error"]

LOSSES: dict[Mistake, Callable[[Labelled], Any]] = {
    mistake: lambda c, both=both: both(c)[0] for mistake, both in CONSISTENT.items()
} | {
    SQUARED: lambda c: ((c.p - c.y) ** 2).mean(),
    CATALOGUE["squared-error"].with_variant("halved"): lambda c: ((c.p - c.y) ** 2).mean() / 2,
    CATALOGUE["log-missing"].asking("What does the loss take of a probability?"): lambda c: (
        -(c.y * c.p + (1 - c.y) * (1 - c.p)).mean()
    ),
    CATALOGUE["branches-subtracted"].asking(
        "Does the loss take one branch away from the other?"
    ): lambda c: c.A[0] - c.B[0],
}
"""The loss, as each mistake would have it."""

SLOPES: dict[Mistake, Callable[[Labelled], dict[str, Any]]] = (
    {mistake: lambda c, both=both: both(c)[1] for mistake, both in CONSISTENT.items()}
    | BOTH
    | {
        CATALOGUE["one-branch-sign"]: lambda c: c.of_slope(2 * c.y * c.p - c.y - c.p),
        NO_SIGMOID: lambda c: c.of_slope(c.z - c.y),
        CATALOGUE["thresholded-probability"]: lambda c: c.of_slope((c.z >= 0) - c.y),
        CATALOGUE["gradient-by-probability"]: lambda c: c.of_slope(
            (1 - c.y) / (1 - c.p) - c.y / c.p
        ),
    }
)
"""The gradient, as each mistake would have it."""
