"""The straight line of least squares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION


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
    def spread(self) -> tuple[float, float, float]:
        """Means of the squares and of the product of what lies beside the means: x, y, both."""
        u, v = self.x - self.x.mean(), self.y - self.y.mean()
        return (u * u).mean(), (v * v).mean(), (u * v).mean()

    def height(self, beta1: Any) -> Any:
        """β0 of the line with this slope through the middle of the points."""
        return self.y.mean() - beta1 * self.x.mean()


SWAPPED = CATALOGUE["intercept-and-slope-exchanged"]
MIXED = CATALOGUE["mean-and-sum-mixed"].with_variant("one mean over the other")
THROUGH_ORIGIN = CATALOGUE["line-through-origin"]
NOT_CENTRED = CATALOGUE["means-not-subtracted"]
NO_SLOPE = CATALOGUE["ratio-of-values"]

SLOPES: dict[Mistake, Callable[[Points], Any]] = {
    SWAPPED: lambda c: c.line[0],
    MIXED: lambda c: c.line[1] * len(c.x) / (len(c.x) - 1),
    CATALOGUE["mean-and-sum-mixed"].with_variant("the other mean over the one"): (
        lambda c: c.line[1] * (len(c.x) - 1) / len(c.x)
    ),
    CATALOGUE["mean-and-sum-mixed"].with_variant("sum over mean"): lambda c: c.line[1] * len(c.x),
    CATALOGUE["mean-and-sum-mixed"].with_variant("mean over sum"): lambda c: c.line[1] / len(c.x),
    THROUGH_ORIGIN: lambda c: c.x @ c.y / (c.x @ c.x),
    NOT_CENTRED: lambda c: (c.x * c.y).mean() / c.spread[0],
    CATALOGUE["means-not-subtracted"].with_variant("above alone"): (
        lambda c: c.spread[2] / (c.x * c.x).mean()
    ),
    CATALOGUE["correlation-not-slope"]: lambda c: c.spread[2] / np.sqrt(c.spread[0] * c.spread[1]),
    CATALOGUE["regression-of-x-on-y"]: lambda c: c.spread[2] / c.spread[1],
    CATALOGUE["divided-by-standard-deviation"]: lambda c: c.spread[2] / np.sqrt(c.spread[0]),
    CATALOGUE["end-points-only"]: lambda c: (c.y[-1] - c.y[0]) / (c.x[-1] - c.x[0]),
    NO_SLOPE: lambda c: c.y.mean() / c.x.mean(),
    CATALOGUE["ratio-of-values"].with_variant("mean of ratios"): lambda c: (c.y / c.x).mean(),
    CATALOGUE["sign"].asking("Does y grow with x in your data? Does your line?"): lambda c: (
        -c.line[1]
    ),
}

HEIGHTS: dict[Mistake, Callable[[Points, Any], Any]] = {
    SWAPPED: lambda c, slope: c.line[1],
    THROUGH_ORIGIN: lambda c, slope: 0.0,
    CATALOGUE["mean-as-intercept"]: lambda c, slope: c.y.mean(),
    CATALOGUE["intercept-on-wrong-side"]: lambda c, slope: c.y.mean() + slope * c.x.mean(),
    CATALOGUE["means-exchanged"]: lambda c, slope: c.x.mean() - slope * c.y.mean(),
    CATALOGUE["line-through-first-point"]: lambda c, slope: c.y[0] - slope * c.x[0],
    CATALOGUE["line-through-medians"]: lambda c, slope: np.median(c.y) - slope * np.median(c.x),
    CATALOGUE["line-through-sums"]: lambda c, slope: c.y.sum() - slope * c.x.sum(),
}


class TestLeastSquares(Question):
    """least_squares_line(x, y): the slope, and the intercept that goes with the student's slope."""

    id = "05-gradient-descent/least_squares"
    parts = {"beta0": 1, "beta1": 1}
    cases = 4
    forbidden = (*DIFFERENTIATION, "nnlib.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Points:
        """Points around a line that rises or falls, none of it near an axis."""
        m, slope = (4, 6, 9, 13)[number], (1.5, -0.7, 0.6, -2.0)[number]
        while True:
            x = rng.normal(rng.choice([-2.0, 2.0]), 1.5, m)
            y = rng.choice([-3.0, 3.0]) + slope * x + rng.normal(size=m) / 2
            points = Points(x, y)
            beta0, beta1 = points.line
            far = min(abs(x).min(), abs(x.mean()), abs(y.mean()), abs(x[0] - x[-1])) > 0.1
            if far and abs(beta0) > 0.3 < abs(beta1) and abs(beta0 - beta1) > 0.1:
                return points

    @staticmethod
    def call(answer: Answer, case: Points) -> Mapping[str, Any]:
        return named(answer.call("least_squares_line", case.x, case.y), "beta0", "beta1")

    def test_slope(self, case: Points, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(SLOPES, case, then=lambda slope: {"beta1": np.float64(slope)})
        judge(got, {"beta1": np.float64(case.line[1])}, mistakes=mistakes)

    def test_intercept(self, case: Points, got: Mapping[str, Any], judge: Judge) -> None:
        """On the student's own slope, too."""
        slope = usable(got["beta1"], ())
        slope = case.line[1] if slope is None else slope
        own = {"beta0": np.float64(case.height(slope))}
        mistakes = about(HEIGHTS, case, slope, then=lambda beta0: {"beta0": np.float64(beta0)})
        judge(got, {"beta0": np.float64(case.line[0])}, own, mistakes)
