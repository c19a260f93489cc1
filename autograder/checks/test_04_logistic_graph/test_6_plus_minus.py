"""The gradient of the same loss, for labels −1 and +1."""

from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, ClosedForm, Table, to_array, to_number

from .cases import SIZES, WHOLE, Logistic, draw_inputs, sigmoid, softplus
from .mistakes import ON_ROWS


class SignedLabels(Logistic):
    """Rows whose labels are −1 and +1; the loss is −log P(y), P(y) = 1/(1 + e^(−yz))."""

    def losses_at(self, z: Any) -> Any:
        return softplus(-self.y * z)

    @property
    def slope(self) -> np.ndarray:
        """−y (1 − P(y))."""
        return -self.y * sigmoid(-self.y * self.z)

    @property
    def P(self) -> np.ndarray:
        """P(y), of each row's own label."""
        return sigmoid(self.y * self.z)

    @property
    def bits(self) -> np.ndarray:
        """The labels as 0 and 1."""
        return (self.y + 1) / 2


MISTAKES: Table = ON_ROWS | {
    CATALOGUE["probability-of-own-label"]: lambda c: c.of_slope(-c.y * c.P),
    CATALOGUE["labels-zero-and-one"]: lambda c: c.of_slope(-c.bits * sigmoid(-c.bits * c.z)),
    CATALOGUE["probability-of-one-class"]: lambda c: c.of_slope(-c.y * c.q),
    CATALOGUE["gradient-for-labels-zero-and-one"]: lambda c: c.of_slope(c.p - c.y),
    CATALOGUE["label-missing-in-gradient"]: lambda c: c.of_slope(-sigmoid(-c.y * c.z)),
    CATALOGUE["log-missing-in-gradient"]: lambda c: c.of_slope(-c.y * c.P * (1 - c.P)),
    CATALOGUE["sigmoid-missing"]: lambda c: c.of_slope(c.z - c.y),
    CATALOGUE["misclassified-rows-only"]: lambda c: c.of_slope(-c.y * (c.y * c.z <= 0)),
    CATALOGUE["another-log-base"]: lambda c: c.of_slope(c.slope / np.log(10)),
}


class TestPlusMinus(ClosedForm):
    """plus_minus_gradient(X, y, w, b): the gradient of mean −log P(y) for labels −1 and +1."""

    id = "04-logistic-graph/plus_minus"
    parts = {"dw": 2, "db": 1}
    cases = len(SIZES)
    function = "plus_minus_gradient"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> SignedLabels:
        """Labels of both kinds, once whole numbers, and a row that is right, but only just."""
        while True:
            X, w, b = draw_inputs(rng, number)
            y = rng.permutation(np.resize([1.0, -1.0, float(rng.choice([-1, 1]))], len(X)))
            case = SignedLabels(X, y.astype(int) if number == WHOLE else y, w, b)
            margins = case.y * case.z
            if case.is_visible and ((margins > 0.1) & (margins <= 1)).any():
                return case

    @staticmethod
    def solve(X: Any, y: Any, w: Any, b: Any) -> tuple:
        case = SignedLabels(to_array(X), to_array(y), to_array(w), to_number(b))
        return tuple(case.gradient.values())
