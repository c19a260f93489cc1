"""Loss and gradient for labels from 0 to 1: the references, and what goes wrong with them.

Where somebody works out the loss of another kind, a sum say, the gradient of that other loss is a
right step after a wrong one.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import Mistake, averaged_twice
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


def variant(mistake: Mistake, name: object) -> Mistake:
    """The same mistake, in a program that is written in another way."""
    return Mistake(mistake.code, f"{mistake.name}, {name}", mistake.relation, mistake.place)


MEAN_TWICE = averaged_twice("T3")
BASE_TWO = Mistake(OTHER_BASE.code, "log to base two", OTHER_BASE.relation, OTHER_BASE.place)
CLIPPED = Mistake(
    "S15",
    "probabilities kept away from 0 and 1",
    "right for small z; where p should be closer to zero or one, it is not.",
    "Something holds p back. Can the loss be had without making p first?",
)
WHOLE_LABELS = Mistake(
    "G36",
    "labels taken for 0 or 1",
    "right where the labels are whole numbers.",
    "A label may lie between zero and one. What becomes of such a row?",
)
ROUNDED = Mistake(WHOLE_LABELS.code, "labels rounded", WHOLE_LABELS.relation, WHOLE_LABELS.place)
ABOVE_ZERO = Mistake(
    WHOLE_LABELS.code, "labels above 0 taken for 1", WHOLE_LABELS.relation, WHOLE_LABELS.place
)

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
    variant(CLIPPED, epsilon): lambda c, e=epsilon: c.clipped(e)
    for epsilon in (0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
}
"""Losses of another kind, each with its own gradient."""

SQUARED = Mistake(
    "S10", "squared error", "made of squares.", "Which loss goes with probabilities here?"
)

LOSSES: dict[Mistake, Callable[[Labelled], Any]] = {
    mistake: lambda c, both=both: both(c)[0] for mistake, both in CONSISTENT.items()
} | {
    SQUARED: lambda c: ((c.p - c.y) ** 2).mean(),
    Mistake("S10", "half squared error", SQUARED.relation, SQUARED.place): (
        lambda c: ((c.p - c.y) ** 2).mean() / 2
    ),
    Mistake(
        "S7",
        "log left out",
        "made of the probabilities themselves.",
        "What does the loss take of a probability?",
    ): lambda c: -(c.y * c.p + (1 - c.y) * (1 - c.p)).mean(),
    Mistake(
        "G28",
        "difference of the branches",
        "a difference where there should be a sum.",
        "Does the loss take one branch away from the other?",
    ): lambda c: c.A[0] - c.B[0],
}
"""The loss, as each mistake would have it."""

SLOPES: dict[Mistake, Callable[[Labelled], dict[str, Any]]] = (
    {mistake: lambda c, both=both: both(c)[1] for mistake, both in CONSISTENT.items()}
    | BOTH
    | {
        Mistake(
            "G2",
            "sign of one branch",
            "right for one label, and of the opposite sign for the other.",
            "What does 1 − p do to the sign when you differentiate its logarithm?",
        ): lambda c: c.of_slope(2 * c.y * c.p - c.y - c.p),
        NO_SIGMOID: lambda c: c.of_slope(c.z - c.y),
        Mistake(
            "P19",
            "thresholded p",
            "the gradient for another difference.",
            "Is it p or the class that the loss compares with y?",
        ): lambda c: c.of_slope((c.z >= 0) - c.y),
        Mistake(
            "G37",
            "gradient by p",
            "a gradient with respect to p.",
            "By which variable should the loss be differentiated? Which link is still missing?",
        ): lambda c: c.of_slope((1 - c.y) / (1 - c.p) - c.y / c.p),
    }
)
"""The gradient, as each mistake would have it."""
