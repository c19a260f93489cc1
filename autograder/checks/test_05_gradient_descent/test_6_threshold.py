"""The learning rate above which full-batch descent of a line's loss diverges."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table, to_array
from .cases import FORBIDDEN


def curvatures(X: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of XᵀX/m, the smallest first."""
    return np.linalg.eigvalsh(X.T @ X / len(X))


@dataclass(frozen=True)
class Data:
    """The inputs, samples in rows."""

    X: np.ndarray

    @property
    def m(self) -> int:
        return len(self.X)

    @property
    def extended(self) -> np.ndarray:
        """X with a column of ones, the bias's input."""
        return np.column_stack([self.X, np.ones(self.m)])

    @property
    def centred(self) -> np.ndarray:
        return self.X - self.X.mean(axis=0)

    @cached_property
    def curvatures(self) -> np.ndarray:
        """Those of the loss, w and b together, the smallest first."""
        return curvatures(self.extended)

    def unsorted(self, turned: int = 1) -> np.ndarray:
        """Return the curvatures in the order of `np.linalg.eig`; `turned`: -1 if 1 comes first."""
        A = np.roll(self.extended, turned < 0, axis=1)
        return np.linalg.eigvals(A.T @ A / self.m).real

    @property
    def steepest(self) -> float:
        return self.curvatures[-1]

    @property
    def reference(self) -> float:
        """The limit: a step multiplies the error along the steepest direction by 1 − ηλ."""
        return float(2 / self.steepest)


ALONE, WHOLE, CENTRED_ON_0 = range(3)
"""Cases: an input that goes with no other; whole numbers; a bias that goes with no input."""

UNSORTED = CATALOGUE["eigenvalue-not-the-largest"]
CENTRED = CATALOGUE["curvature-with-centred-inputs"]
NO_SQUARE = CATALOGUE["singular-value-not-squared"]
CURVATURE = CATALOGUE["curvature-not-inverted"]
AVERAGED = CATALOGUE["curvature-averaged-over-columns"]

MISTAKES: Table = {
    CATALOGUE["one-over-curvature"]: lambda c: 1 / c.steepest,
    CATALOGUE["smallest-curvature"]: lambda c: 2 / c.curvatures[0],
    UNSORTED: lambda c: 2 / c.unsorted()[0],
    UNSORTED.with_variant("last"): lambda c: 2 / c.unsorted()[-1],
    UNSORTED.with_variant("first, bias first"): lambda c: 2 / c.unsorted(-1)[0],
    UNSORTED.with_variant("last, bias first"): lambda c: 2 / c.unsorted(-1)[-1],
    CATALOGUE["curvature-without-bias"]: lambda c: 2 / curvatures(c.X)[-1],
    CATALOGUE["curvature-of-sum"]: lambda c: 2 / c.steepest / c.m,
    CATALOGUE["trace-not-largest-eigenvalue"]: lambda c: 2 / c.curvatures.sum(),
    CENTRED: lambda c: 2 / curvatures(c.centred)[-1],
    CENTRED.with_variant("covariance"): lambda c: 2 / curvatures(c.centred)[-1] * (c.m - 1) / c.m,
    NO_SQUARE: lambda c: 2 / np.linalg.norm(c.extended, 2),
    NO_SQUARE.with_variant("as for a mean"): lambda c: 2 * c.m / np.linalg.norm(c.extended, 2),
    CURVATURE: lambda c: c.steepest,
    CURVATURE.with_variant("half of it"): lambda c: c.steepest / 2,
    CATALOGUE["half-in-curvature"]: lambda c: 4 / c.steepest,
    AVERAGED.with_variant("inputs"): lambda c: 2 / c.steepest * c.X.shape[1] / c.m,
    AVERAGED.with_variant("parameters"): lambda c: 2 / c.steepest * c.extended.shape[1] / c.m,
    CATALOGUE["fastest-rate"]: lambda c: 2 / (c.steepest + c.curvatures[0]),
    CATALOGUE["curvature-of-longest-row"]: lambda c: 2 / (c.extended**2).sum(axis=1).max(),
}


class TestThreshold(ClosedForm):
    """largest_stable_rate(X): 2/λ of the steepest direction of w and b together."""

    id = "05-gradient-descent/threshold"
    parts = {"rate": 2}
    forbidden = FORBIDDEN
    function = "largest_stable_rate"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Data:
        """Inputs with all curvatures well above 0 and far apart, most of them not centred.

        `np.linalg.eig` gives the largest curvature first, as a rule. Where an input goes with no
        other, its own curvature is given in its place: an input alone and first, or the bias.
        """
        m, d = ((7, 3), (5, 4), (9, 2), (4, 1))[number]
        while True:
            X = rng.normal(size=(m, d)) * rng.uniform(0.5, 2, d) + rng.normal(size=d)
            if number == WHOLE:
                X = np.rint(2 * X).astype(int)
            elif number == ALONE:
                X[0, 1:], X[:, 0] = X[1, 1:], 0
                X[:2, 0] = rng.uniform(0.5, 1) * np.array([1, -1])
            elif number == CENTRED_ON_0:
                X[1::2] = -X[:-1:2]
                X[-1] = 0
                X *= 2
            data = Data(X)
            gentle, steep = data.curvatures[[0, -1]]
            if 0.01 < gentle < steep / 4 and number not in (ALONE, CENTRED_ON_0):
                return data
            ends = data.unsorted(-1 if number == CENTRED_ON_0 else 1)[[0, -1]]
            if 0.01 < gentle < steep / 4 and ends.max() < 0.9 * steep and ends[-1] > 1.1 * gentle:
                return data

    @staticmethod
    def solve(X: Any) -> float:
        return Data(to_array(X)).reference
