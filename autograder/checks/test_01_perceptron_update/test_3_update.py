"""One step of the perceptron rule."""

from typing import Any

import numpy as np

from autograder.checks.common import ClosedForm, to_array, to_number

from .cases import FORBIDDEN, RATES, Example, eighths, threshold, whole_numbers
from .mistakes import ONE_STEP, UPDATES

STARTS = ((0, 1.5), (1, -2.25), (1, 3.125), (0, -0.875), (0, 0.0), (1, -0.375), (1, -9), (0, 0.375))
"""The label and z of each case: both errors, both kinds of right answer, z on the boundary; then an
error of which the bias decides, one that a single step leaves, and one of whole weights and inputs.
"""


def is_decisive(c: Example, number: int) -> bool:
    """Tell whether the case of this number is what it is for; see STARTS.

    The second is put right by the weights alone, so a bias that comes after them stays.
    """
    if number == 1:
        return bool(c.eta * (c.x @ c.x) >= -c.z)
    if number in (2, 5):
        return threshold(c.w @ c.x) != threshold(c.z)
    if number == 6:
        return bool(c.eta * (c.x @ c.x + 1) < -c.z)
    return number != 7 or bool((c.eta * c.x % 1).any())


class TestUpdate(ClosedForm):
    """update(w, b, x, y, eta): one step of the perceptron rule."""

    id = "01-perceptron-update/update"
    parts = {"w": 1, "b": 1}
    cases = len(STARTS)
    forbidden = FORBIDDEN
    function = "update"
    mistakes = UPDATES | ONE_STEP

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Example:
        """Draw until the example tells what its case is for."""
        y, z = STARTS[number]
        d, numbers = 2 + number % 6, whole_numbers if number == 7 else eighths
        while True:
            w, x = numbers(rng, d), numbers(rng, d)
            c = Example(w, float(z - w @ x), x, y, RATES[number % len(RATES)])
            if min(abs(x.sum()), abs(x.sum() - 1)) >= 0.5 and is_decisive(c, number):
                return c

    @staticmethod
    def solve(w: Any, b: Any, x: Any, y: Any, eta: Any) -> tuple:
        given = to_array(w), to_number(b), to_array(x), int(y), to_number(eta)
        return tuple(Example(*given).reference.values())
