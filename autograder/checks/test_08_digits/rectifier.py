"""The ReLU on the way back, and what goes wrong there."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake


def relu(Z: Any) -> Any:
    """max(z, 0), entry by entry."""
    return np.maximum(Z, 0)


def relu_slope(Z: Any) -> Any:
    """Its derivative, which the course takes to be 0 at 0."""
    return np.heaviside(Z, 0)


AT_ZERO = CATALOGUE["relu-slope-one-at-zero"]
BY_THE_SIGNAL = CATALOGUE["relu-gate-by-signal"]

RELU_MISTAKES: dict[Mistake, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    CATALOGUE["sign"].asking("Does ReLU ever turn a sign?"): lambda dA, Z: -dA * relu_slope(Z),
    CATALOGUE["activation-derivative-missing"].asking(
        "What does an activation do to the signal that comes back?"
    ): (lambda dA, Z: dA),
    CATALOGUE["activation-not-derivative"]: lambda dA, Z: dA * relu(Z),
    AT_ZERO: lambda dA, Z: dA * (Z >= 0),
    BY_THE_SIGNAL: lambda dA, Z: relu(dA),
    CATALOGUE["relu-gate-by-both"]: lambda dA, Z: relu(dA) * relu_slope(Z),
    CATALOGUE["relu-gate-inverted"]: lambda dA, Z: dA * (Z < 0),
    CATALOGUE["relu-gate-by-product"]: lambda dA, Z: relu_slope(dA * Z) * dA,
}
"""What comes back through a layer of ReLUs, as each mistake would have it."""
