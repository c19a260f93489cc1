"""A step unit, an example, and one step of the perceptron rule.

Numbers are multiples of 1/8, so that sums are exact in any order and a point placed on the
boundary lies on it. No case has η = 1 or entries of x that add up to 0: both would hide a mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import Mistake
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


STEP_OF_ZERO = Mistake(
    "P12",
    "step(0) = 0",
    "right except just on the boundary.",
    "Look at an example with z = 0 exactly.",
)

STEP_MISTAKES: dict[Mistake, Callable[[Example], dict[str, Any]]] = {
    Mistake(
        "P1",
        "step uphill",
        "a step of the right size that goes the wrong way.",
        "Which way does a step go that lowers the loss?",
    ): lambda c: c.moved(-c.error),
    Mistake(
        "P2",
        "raw z in the residual",
        "a step that grows with z.",
        "What does the unit put out before you compare with y?",
    ): lambda c: c.moved(c.z - c.y),
    Mistake(
        "P3",
        "bias not updated",
        "right in the weights, while the bias stays where it was.",
        "Does the bias learn too?",
    ): lambda c: c.moved(c.error) | {"b": c.b},
    Mistake(
        "P4", "factor 2 kept", "a step twice too long.", "What is the ½ in the loss there for?"
    ): lambda c: c.moved(2 * c.error),
    Mistake(
        "P5",
        "learning rate left out",
        "a step that does not know the learning rate.",
        "Try another η: does the step change with it?",
    ): lambda c: c.moved(c.error, eta=1.0),
    Mistake(
        "P6",
        "w in place of x",
        "a step of the weights along the wrong vector.",
        "By what is the residual multiplied for a weight?",
    ): lambda c: c.moved(c.error) | {"w": c.w - c.eta * c.error * c.w},
    Mistake(
        "P7",
        "bias moved by the sum of x",
        "right in the weights; the bias moves by the wrong input.",
        "The bias belongs to an input that is always the same. Which one?",
    ): lambda c: c.moved(c.error) | {"b": c.b - c.eta * c.error * c.x.sum()},
    Mistake(
        "P8",
        "nothing moves",
        "where it was before: nothing moved.",
        "The step's own slope is 0 almost everywhere: what does the rule do with it?",
    ): lambda c: {"w": c.w, "b": c.b},
    Mistake(
        "P9",
        "label in place of the error",
        "moved also by a point that is right already.",
        "What should a point change that is on its right side? Try one.",
    ): lambda c: c.moved(-1 if c.y == 1 else 1),
    Mistake(
        "P10",
        "output computed anew after each weight",
        "moved in part only.",
        "Take one simultaneous step: all parameters use the output from before the step.",
    ): one_after_another,
    Mistake(
        "P11",
        "absolute error",
        "right for one of the two labels and turned round for the other.",
        "Try an example with y = 0 and one with y = 1.",
    ): lambda c: c.moved(-abs(c.error)),
    STEP_OF_ZERO: lambda c: c.moved(int(c.z > 0) - c.y),
    Mistake(
        "P22",
        "bias left out of the output",
        "moved, or left alone, by what the unit says without its bias.",
        "Does the bias take part before the step?",
    ): lambda c: c.moved(threshold(c.w @ c.x) - c.y),
    Mistake(
        "P13",
        "outputs −1 and +1",
        "a step that fits labels −1 and +1.",
        "Labels are 0 and 1 here. What does your unit put out?",
    ): lambda c: c.moved(2 * threshold(c.z) - 1 - c.y),
}
"""The parameters after one step, as each mistake would have them."""
