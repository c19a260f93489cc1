"""The ReLU on the way back, and what goes wrong there."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import Mistake, opposite, slope_left_out


def relu(Z: Any) -> Any:
    """max(z, 0), entry by entry."""
    return np.maximum(Z, 0)


def relu_slope(Z: Any) -> Any:
    """Its derivative, which the course takes to be 0 at 0."""
    return np.heaviside(Z, 0)


AT_ZERO = Mistake(
    "R1",
    "slope 1 at 0",
    "right except where a pre-activation is exactly 0.",
    "What slope does the course give ReLU at 0?",
)
BY_THE_SIGNAL = Mistake(
    "R2",
    "gate set by the arriving signal",
    "shut or open at the wrong places.",
    "What decides whether a unit lets the signal through: the signal, or its own pre-activation?",
)

RELU_MISTAKES: dict[Mistake, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    opposite("T1", "Does ReLU ever turn a sign?"): lambda dA, Z: -dA * relu_slope(Z),
    slope_left_out("T6", "What does an activation do to the signal that comes back?"): (
        lambda dA, Z: dA
    ),
    Mistake(
        "T18",
        "activation in place of its derivative",
        "a product with a wrong factor.",
        "Is it f or f′ that the error signal meets on its way back?",
    ): lambda dA, Z: dA * relu(Z),
    AT_ZERO: lambda dA, Z: dA * (Z >= 0),
    BY_THE_SIGNAL: lambda dA, Z: relu(dA),
    Mistake(
        "R3",
        "gate set by pre-activation and signal",
        "0 at places where something should come back.",
        "May a signal that is negative pass an active unit?",
    ): lambda dA, Z: relu(dA) * relu_slope(Z),
    Mistake(
        "R4",
        "gate turned round",
        "shut where it should be open, and open where it should be shut.",
        "Which units were active on the way forward?",
    ): lambda dA, Z: dA * (Z < 0),
    Mistake(
        "R5",
        "gate set by the product's sign",
        "shut or open at the wrong places.",
        "Does the sign of the arriving signal matter for what ReLU does?",
    ): lambda dA, Z: relu_slope(dA * Z) * dA,
}
"""What comes back through a layer of ReLUs, as each mistake would have it."""
