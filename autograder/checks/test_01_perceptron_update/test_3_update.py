"""One step of the perceptron rule."""

from typing import Any

import numpy as np

from autograder.checks.common import ClosedForm, to_array, to_number

from .cases import FORBIDDEN, RATES, Example, eighths, threshold
from .mistakes import UPDATES


class TestUpdate(ClosedForm):
    """update(w, b, x, y, eta): one step of the perceptron rule."""

    id = "01-perceptron-update/update"
    parts = {"w": 1, "b": 1}
    cases = 6
    forbidden = FORBIDDEN
    function = "update"
    mistakes = UPDATES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Example:
        """Both errors, both kinds of right answer, z on the boundary, and one more error.

        In two cases it is the bias that decides.
        """
        y, z = ((0, 1.5), (1, -2.25), (1, 3.125), (0, -0.875), (0, 0.0), (1, -0.375))[number]
        while True:
            w, x = eighths(rng, number + 2), eighths(rng, number + 2)
            bias_decides = threshold(w @ x) != threshold(z)
            if min(abs(x.sum()), abs(x.sum() - 1)) >= 0.5 and (
                number not in (2, 5) or bias_decides
            ):
                return Example(w, float(z - w @ x), x, y, RATES[number % len(RATES)])

    @staticmethod
    def solve(w: Any, b: Any, x: Any, y: Any, eta: Any) -> tuple:
        given = to_array(w), to_number(b), to_array(x), int(y), to_number(eta)
        return tuple(Example(*given).reference.values())
