"""A step unit, an example, and one step of the perceptron rule.

Numbers are multiples of 1/8, so that sums are exact in any order and a point placed on the
boundary lies on it. No case has η = 1 or entries of x that add up to 0: both would hide a mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question.forbidden import DIFFERENTIATION

FORBIDDEN = (*DIFFERENTIATION, "nnlib.perceptron.")
"""The library's perceptron would answer most questions of this exercise."""

RATES = (0.25, 0.5, 0.75, 1.5, 2.5)


def eighths(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw multiples of 1/8 between −2 and 2, none of them 0."""
    return rng.integers(1, 17, shape) * rng.choice([-1, 1], shape) / 8


def threshold(z: Any) -> int:
    """The step unit of the lecture: 1 from 0 on."""
    return 1 if z >= 0 else 0


@dataclass(frozen=True)
class Example:
    """A unit, one example and a learning rate."""

    w: np.ndarray
    b: float
    x: np.ndarray
    y: int
    eta: float

    @property
    def z(self) -> float:
        """The unit's value before the step."""
        return float(self.w @ self.x + self.b)

    @property
    def error(self) -> int:
        """What is wrong with the unit's output: ŷ − y."""
        return threshold(self.z) - self.y

    def moved(self, error: float, eta: float | None = None) -> dict[str, Any]:
        """The parameters after a step against `error` times the input."""
        eta = self.eta if eta is None else eta
        return {"w": self.w - eta * error * self.x, "b": self.b - eta * error}


def one_after_another(c: Example) -> dict[str, Any]:
    """Each parameter moved by an error that the parameters before it have changed already."""
    w, b = c.w.copy(), c.b
    for j in range(len(w)):
        w[j] -= c.eta * (threshold(w @ c.x + b) - c.y) * c.x[j]
    return {"w": w, "b": b - c.eta * (threshold(w @ c.x + b) - c.y)}


STEP_OF_ZERO = CATALOGUE["step-of-zero"].asking("Look at an example with z = 0 exactly.")

STEP_MISTAKES: dict[Mistake, Callable[[Example], dict[str, Any]]] = {
    CATALOGUE["update-uphill"]: lambda c: c.moved(-c.error),
    CATALOGUE["pre-activation-not-output"]: lambda c: c.moved(c.z - c.y),
    CATALOGUE["bias-not-updated"]: lambda c: c.moved(c.error) | {"b": c.b},
    CATALOGUE["factor-two-kept-in-update"]: lambda c: c.moved(2 * c.error),
    CATALOGUE["update-without-learning-rate"]: lambda c: c.moved(c.error, eta=1.0),
    CATALOGUE["update-along-weights"]: lambda c: (
        c.moved(c.error) | {"w": c.w - c.eta * c.error * c.w}
    ),
    CATALOGUE["bias-updated-by-inputs"]: lambda c: (
        c.moved(c.error) | {"b": c.b - c.eta * c.error * c.x.sum()}
    ),
    CATALOGUE["nothing-moves"].asking(
        "The step's own slope is 0 almost everywhere: what does the rule do with it?"
    ): lambda c: {"w": c.w, "b": c.b},
    CATALOGUE["label-not-error"]: lambda c: c.moved(-1 if c.y == 1 else 1),
    CATALOGUE["parameter-by-parameter"]: one_after_another,
    CATALOGUE["absolute-error"]: lambda c: c.moved(-abs(c.error)),
    STEP_OF_ZERO: lambda c: c.moved(int(c.z > 0) - c.y),
    CATALOGUE["update-without-bias"]: lambda c: c.moved(threshold(c.w @ c.x) - c.y),
    CATALOGUE["update-for-labels-minus-one-and-one"]: lambda c: c.moved(
        2 * threshold(c.z) - 1 - c.y
    ),
}
"""The parameters after one step, as each mistake would have them."""
