"""One step downhill, of a number or of an array."""

from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table, to_array, to_number
from .cases import FORBIDDEN, Place
from .mistakes import STEPS

SHAPES = ((5,), (3, 4), (3, 3), (), (), (1,), (4,), (), (4,))
RATES = (0.25, 0.6, 1.5, 0.1, 2.5, 0.4, 2, 3, 0.5)
"""A shape and a rate for each case; a whole rate goes with whole numbers, one of them 0."""

WHOLE_START = 8
"""The case in which θ alone is whole."""

CHANGE = CATALOGUE["change-not-new-value"]

MISTAKES: Table = STEPS | {
    CHANGE: lambda p: -p.eta * p.gradient,
    CHANGE.with_variant("without its sign"): lambda p: p.eta * p.gradient,
    CATALOGUE["divided-by-learning-rate"]: lambda p: p.theta - p.gradient / p.eta,
    CATALOGUE["one-slope-for-all-entries"]: lambda p: p.against(np.mean(p.gradient)),
    CATALOGUE["old-value-scaled"]: lambda p: p.eta * (p.theta - p.gradient),
}


class TestStep(ClosedForm):
    """step(theta, gradient, eta): arrays of any shape, and numbers."""

    id = "05-gradient-descent/step"
    parts = {"theta": 2}
    cases = len(SHAPES)
    forbidden = FORBIDDEN
    function = "step"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Place:
        """Draw a step that does not end next to 0, where rounding would count for much."""
        while True:
            theta, gradient = rng.normal(size=(2, *SHAPES[number]))
            if isinstance(RATES[number], int):
                theta, gradient = rng.integers(-5, 6, (2, *SHAPES[number]))
            if number == WHOLE_START:
                theta = rng.integers(1, 6, SHAPES[number])
            if not SHAPES[number]:
                theta, gradient = theta.item(), gradient.item()
            elif isinstance(RATES[number], int):
                theta[0], gradient[-1] = 0, 0
            place = Place(theta, gradient, RATES[number])
            if np.abs(place.reference).max() > 0.2 < np.abs(gradient).max():
                return place

    @staticmethod
    def solve(theta: Any, gradient: Any, eta: Any) -> Any:
        return Place(to_array(theta), to_array(gradient), to_number(eta)).reference
