"""The straight line of least squares."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    DIFFERENTIATION,
    Judge,
    Question,
    Table,
    Values,
    about,
    prefer_own,
)

WHOLE = 2
"""The case in which the points have whole coordinates."""


@dataclass(frozen=True)
class Points:
    """x and y, as many of the one as of the other."""

    x: np.ndarray
    y: np.ndarray

    @cached_property
    def line(self) -> tuple[float, float]:
        """β0 and β1 by definition: the least of all Σ (β0 + β1 x − y)²."""
        ones = np.ones_like(self.x)
        (beta0, beta1), *_ = np.linalg.lstsq(np.stack([ones, self.x], 1), self.y, rcond=None)
        return float(beta0), float(beta1)

    @property
    def moments(self) -> tuple[float, float, float]:
        """The variances of x and y, and their covariance."""
        u, v = self.x - self.x.mean(), self.y - self.y.mean()
        return (u * u).mean(), (v * v).mean(), (u * v).mean()


@dataclass(frozen=True)
class Sloped(Points):
    """Points, and the slope of a line through their middle."""

    slope: Any

    @property
    def height(self) -> Any:
        """β0 of this line."""
        return self.y.mean() - self.slope * self.x.mean()


SWAPPED = CATALOGUE["intercept-and-slope-exchanged"]
MIXED = CATALOGUE["mean-and-sum-mixed"]
THROUGH_ORIGIN = CATALOGUE["line-through-origin"]
NOT_CENTRED = CATALOGUE["means-not-subtracted"]
RATIO = CATALOGUE["ratio-of-values"]
FALLING = CATALOGUE["sign"].asking("Does y grow with x in your data? Does your line?")

SLOPES: Table = {
    SWAPPED: lambda c: c.line[0],
    MIXED.with_variant("cov over var"): lambda c: c.line[1] * len(c.x) / (len(c.x) - 1),
    MIXED.with_variant("var over cov"): lambda c: c.line[1] * (len(c.x) - 1) / len(c.x),
    MIXED.with_variant("sum over mean"): lambda c: c.line[1] * len(c.x),
    MIXED.with_variant("mean over sum"): lambda c: c.line[1] / len(c.x),
    THROUGH_ORIGIN: lambda c: c.x @ c.y / (c.x @ c.x),
    NOT_CENTRED: lambda c: (c.x * c.y).mean() / c.moments[0],
    NOT_CENTRED.with_variant("above alone"): lambda c: c.moments[2] / (c.x * c.x).mean(),
    CATALOGUE["correlation-not-slope"]: lambda c: np.corrcoef(c.x, c.y)[0, 1],
    CATALOGUE["regression-of-x-on-y"]: lambda c: c.moments[2] / c.moments[1],
    CATALOGUE["divided-by-standard-deviation"]: lambda c: c.moments[2] / c.x.std(),
    CATALOGUE["end-points-only"]: lambda c: (c.y[-1] - c.y[0]) / (c.x[-1] - c.x[0]),
    RATIO: lambda c: c.y.mean() / c.x.mean(),
    RATIO.with_variant("mean of ratios"): lambda c: (c.y / c.x).mean(),
    FALLING: lambda c: -c.line[1],
}

HEIGHTS: Table = {
    SWAPPED: lambda c: c.line[1],
    THROUGH_ORIGIN: lambda c: 0.0,
    CATALOGUE["mean-as-intercept"]: lambda c: c.y.mean(),
    CATALOGUE["intercept-on-wrong-side"]: lambda c: c.y.mean() + c.slope * c.x.mean(),
    CATALOGUE["means-exchanged"]: lambda c: c.x.mean() - c.slope * c.y.mean(),
    CATALOGUE["line-through-first-point"]: lambda c: c.y[0] - c.slope * c.x[0],
    CATALOGUE["line-through-medians"]: lambda c: np.median(c.y) - c.slope * np.median(c.x),
    CATALOGUE["line-through-sums"]: lambda c: c.y.sum() - c.slope * c.x.sum(),
}


class TestLeastSquares(Question):
    """least_squares_line(x, y): the slope, and the intercept that goes with the student's slope."""

    id = "05-gradient-descent/least_squares"
    parts = {"beta0": 1, "beta1": 1}
    function = "least_squares_line"
    forbidden = (*DIFFERENTIATION, "nnlib.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Points:
        """Points around a line that rises or falls, none of it near an axis."""
        m, slope = (4, 6, 9, 13)[number], (1.5, -0.7, 0.6, -2.0)[number]
        while True:
            x = rng.normal(rng.choice([-2.0, 2.0]), 1.5, m)
            y = rng.choice([-3.0, 3.0]) + slope * x + rng.normal(size=m) / 2
            if number == WHOLE:
                x, y = np.rint(3 * x).astype(int), np.rint(3 * y).astype(int)
            points = Points(x, y)
            beta0, beta1 = points.line
            far = (
                min(
                    abs(x).min(), abs(x.mean()), abs(y.mean()), abs(x[0] - x[-1]), abs(y[0] - y[-1])
                )
                > 0.1
            )
            if far and abs(beta0) > 0.3 < abs(beta1) and abs(beta0 - beta1) > 0.1:
                return points

    def test_slope(self, case: Points, got: Values, judge: Judge) -> None:
        judge(got, {"beta1": case.line[1]}, mistakes=about(SLOPES, case))

    def test_intercept(self, case: Points, got: Values, judge: Judge) -> None:
        """On the student's own slope, too."""
        on = Sloped(case.x, case.y, prefer_own(got["beta1"], case.line[1]))
        judge(got, {"beta0": case.line[0]}, {"beta0": on.height}, about(HEIGHTS, on))

    @staticmethod
    def solve(x: Any, y: Any) -> tuple:
        return Points(x, y).line
