"""The gradient of the half mean squared error of a line."""

from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, ClosedForm, Table, asking
from autograder.checks.common.linear_model import GRADIENTS, SCALED, LinearModel

from .cases import FORBIDDEN


class Regression(LinearModel):
    """A line through the rows; the loss is half the squared error."""

    def losses_at(self, z: Any) -> Any:
        return (z - self.y) ** 2 / 2

    @property
    def slope(self) -> np.ndarray:
        """The residual X w + b − y."""
        return self.z - self.y


WHICH_FACTOR = "By what is a residual multiplied for a weight?"

MISTAKES: Table = {
    **SCALED,
    **asking(GRADIENTS, {"weights-not-inputs": WHICH_FACTOR}),
    CATALOGUE["factor-two-kept"]: lambda c: c.of_slope(2 * c.slope),
    CATALOGUE["thresholded-linear-output"]: lambda c: c.of_slope((c.z >= 0) - c.y),
    CATALOGUE["label-not-residual"]: lambda c: c.of_slope(-c.y),
    CATALOGUE["absolute-linear-residual"]: lambda c: c.of_slope(np.abs(c.slope)),
    CATALOGUE["gradient-of-linear-output"]: lambda c: c.of_slope(np.ones(c.m)),
}


class TestLmsGradient(ClosedForm):
    """lms_gradient(w, b, X, y): the gradient of 1/(2m) Σ (X w + b − y)²."""

    id = "01-perceptron-update/lms_gradient"
    parts = {"dw": 1, "db": 1}
    forbidden = FORBIDDEN
    function = "lms_gradient"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Regression:
        m, d = ((3, 5), (7, 3), (4, 4), (6, 1))[number]
        w, b, X, y = rng.normal(size=d), rng.normal(), rng.normal(size=(m, d)), rng.normal(size=m)
        return Regression(X, y, w, float(b))

    @staticmethod
    def arguments(case: Regression) -> tuple[Any, ...]:
        return case.w, case.b, case.X, case.y
