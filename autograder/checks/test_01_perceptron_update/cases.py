"""A step unit, and one step of the perceptron rule on an example.

Numbers are multiples of 1/8, so that sums are exact in any order and a point placed on the
boundary lies on it. No case has η = 1 or entries of x that add up to 0: both would hide a mistake.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.common import DIFFERENTIATION

FORBIDDEN = (*DIFFERENTIATION, "nnlib.perceptron.")
"""The library's perceptron would answer most questions of this exercise."""

RATES = (0.25, 0.5, 0.75, 1.5, 2.5)


def whole_numbers(rng: np.random.Generator, *shape: int, largest: int = 4) -> np.ndarray:
    """Draw whole numbers between −largest and largest, none of them 0."""
    drawn = rng.integers(-largest, largest, shape)
    return drawn + (drawn >= 0)


def eighths(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw multiples of 1/8 between −2 and 2, none of them 0."""
    return whole_numbers(rng, *shape, largest=16) / 8


def cut_like(whole: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return values as they are after being written into an array of the type of another."""
    return values.astype(whole.dtype)


def threshold(z: Any) -> int:
    """Return the output of a step unit: 1 from 0 on."""
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

    def update(self, error: float, eta: float | None = None) -> dict[str, Any]:
        """Return the parameters after a step against `error` times the input."""
        eta = self.eta if eta is None else eta
        return {"w": self.w - eta * error * self.x, "b": self.b - eta * error}

    @property
    def reference(self) -> dict[str, Any]:
        """The parameters after a right step."""
        return self.update(self.error)
