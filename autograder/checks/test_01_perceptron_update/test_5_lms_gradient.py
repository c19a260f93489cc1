"""The gradient of the half mean squared error of a line."""

from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, ClosedForm, Table, asking, to_array, to_number
from autograder.checks.common.linear_model import (
    GRADIENTS,
    ROWS_MISSED,
    SCALED,
    LinearModel,
    pair_rows,
)

from .cases import FORBIDDEN, cut_like


class Regression(LinearModel):
    """A line through the rows; the loss is half the squared error."""

    def losses_at(self, z: Any) -> Any:
        return (z - self.y) ** 2 / 2

    @property
    def slope(self) -> np.ndarray:
        """The residual X w + b − y."""
        return self.z - self.y


AGAIN = CATALOGUE["bias-gradient-averaged-again"].asking("How often do you divide by m?")
WHICH_FACTOR = "By what is a residual multiplied for a weight?"

MISTAKES: Table = {
    **SCALED,
    **asking(GRADIENTS, {"weights-not-inputs": WHICH_FACTOR}),
    **ROWS_MISSED,
    **pair_rows(lambda c: c.z),
    CATALOGUE["returned-after-first-sample"]: lambda c: (
        {"dw": c.slope[0] * c.X[0] / c.m, "db": c.slope[0] / c.m}
    ),
    CATALOGUE["bias-left-out"]: lambda c: c.of_slope(c.slope - c.b),
    CATALOGUE["weight-gradient-summed"]: lambda c: c.gradient | {"dw": c.slope @ c.X},
    AGAIN: lambda c: c.gradient | {"db": c.slope.mean() / c.m},
    CATALOGUE["cut-to-whole-numbers"].with_variant("gradient"): lambda c: (
        c.gradient | {"dw": cut_like(c.X, c.gradient["dw"])}
    ),
    CATALOGUE["cut-to-whole-numbers"].with_variant("residuals"): lambda c: c.of_slope(
        cut_like(c.y, c.slope)
    ),
    CATALOGUE["factor-two-kept"]: lambda c: c.of_slope(2 * c.slope),
    CATALOGUE["thresholded-linear-output"]: lambda c: c.of_slope((c.z >= 0) - c.y),
    CATALOGUE["label-not-residual"]: lambda c: c.of_slope(-c.y),
    CATALOGUE["label-not-residual"].with_variant("as it is"): lambda c: c.of_slope(c.y),
    CATALOGUE["absolute-linear-residual"]: lambda c: c.of_slope(np.abs(c.slope)),
    CATALOGUE["gradient-of-linear-output"]: lambda c: c.of_slope(np.ones(c.m)),
}


SIZES = ((3, 5), (7, 3), (4, 4), (6, 1), (5, 3), (4, 2), (1, 3))
"""(m, d): all kinds of sizes, one input, and one row."""


class TestLmsGradient(ClosedForm):
    """lms_gradient(w, b, X, y): the gradient of 1/(2m) Σ (X w + b − y)²."""

    id = "01-perceptron-update/lms_gradient"
    parts = {"dw": 1, "db": 1}
    cases = len(SIZES)
    forbidden = FORBIDDEN
    function = "lms_gradient"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Regression:
        """Fractions; then whole inputs and labels, with whole weights too, and a single row."""
        m, d = SIZES[number]
        if number < 4:
            w, b, X, y = (rng.normal(size=shape) for shape in (d, (), (m, d), m))
            return Regression(X, y, w, float(b))
        X, y, w = (rng.integers(-4, 5, shape) for shape in ((m, d), m, d))
        if number == 4:
            return Regression(X, y, rng.normal(size=d), float(rng.normal()))
        return Regression(X, y, w, int(rng.integers(1, 5)))

    @staticmethod
    def arguments(case: Regression) -> tuple[Any, ...]:
        return case.w, case.b, case.X, case.y

    @staticmethod
    def solve(w: Any, b: Any, X: Any, y: Any) -> tuple:
        return tuple(
            Regression(to_array(X), to_array(y), to_array(w), to_number(b)).gradient.values()
        )
