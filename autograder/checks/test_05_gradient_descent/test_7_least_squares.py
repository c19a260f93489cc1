"""The straight line of least squares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import Mistake, about
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


SWAPPED = Mistake(
    "M85",
    "intercept and slope exchanged",
    "the other one of the two.",
    "In which order are the two returned?",
)
MIXED = Mistake(
    "M77",
    "two kinds of mean mixed",
    "right up to a factor that comes from the number of points alone.",
    "Are numerator and denominator divided by the same number? Look at `ddof`.",
)
THROUGH_ORIGIN = Mistake(
    "M78",
    "line through the origin",
    "that of a line that has to go through the origin.",
    "Which line is asked for, with an intercept or without?",
)
NOT_CENTRED = Mistake(
    "M79",
    "means not taken away",
    "what comes out if means are taken away in one place and not in another.",
    "Where do the means of x and y belong in the slope? Look above and below the fraction bar.",
)
NO_SLOPE = Mistake(
    "M86",
    "ratio of values",
    "a ratio of heights, not a slope.",
    "Does your slope change if all y are raised by the same amount? Should it?",
)

SLOPES: dict[Mistake, Callable[[Points], Any]] = {
    SWAPPED: lambda c: c.line[0],
    MIXED: lambda c: c.line[1] * len(c.x) / (len(c.x) - 1),
    Mistake(MIXED.code, "mixed the other way", MIXED.relation, MIXED.place): (
        lambda c: c.line[1] * (len(c.x) - 1) / len(c.x)
    ),
    Mistake(MIXED.code, "a sum and a mean", MIXED.relation, MIXED.place): (
        lambda c: c.line[1] * len(c.x)
    ),
    Mistake(MIXED.code, "a mean and a sum", MIXED.relation, MIXED.place): (
        lambda c: c.line[1] / len(c.x)
    ),
    THROUGH_ORIGIN: lambda c: c.x @ c.y / (c.x @ c.x),
    NOT_CENTRED: lambda c: (c.x * c.y).mean() / c.spread[0],
    Mistake(NOT_CENTRED.code, "centred above alone", NOT_CENTRED.relation, NOT_CENTRED.place): (
        lambda c: c.spread[2] / (c.x * c.x).mean()
    ),
    Mistake(
        "M80",
        "correlation",
        "a number without units: the correlation.",
        "In which units is a slope measured? Are yours the same?",
    ): lambda c: c.spread[2] / np.sqrt(c.spread[0] * c.spread[1]),
    Mistake(
        "M81",
        "x explained by y",
        "the slope of another line, with x and y in each other's place.",
        "Along which axis are the errors measured? Whose spread is below the fraction bar?",
    ): lambda c: c.spread[2] / c.spread[1],
    Mistake(
        "M83",
        "divided by a standard deviation",
        "divided by the wrong measure of spread.",
        "Check the units: what must stand below the fraction bar?",
    ): lambda c: c.spread[2] / np.sqrt(c.spread[0]),
    Mistake(
        "M84",
        "first and last point alone",
        "the slope from the first point to the last.",
        "Do all points have a say?",
    ): lambda c: (c.y[-1] - c.y[0]) / (c.x[-1] - c.x[0]),
    NO_SLOPE: lambda c: c.y.mean() / c.x.mean(),
    Mistake(NO_SLOPE.code, "mean of ratios", NO_SLOPE.relation, NO_SLOPE.place): (
        lambda c: (c.y / c.x).mean()
    ),
    Mistake(
        "M87",
        "sign of the slope",
        "the opposite sign.",
        "Does y grow with x in your data? Does your line?",
    ): lambda c: -c.line[1],
}  # fmt: skip

HEIGHTS: dict[Mistake, Callable[[Points, Any], Any]] = {
    SWAPPED: lambda c, slope: c.line[1],
    THROUGH_ORIGIN: lambda c, slope: 0.0,
    Mistake(
        "M88",
        "mean of y",
        "the height at the middle of the points.",
        "At which x is the intercept read off?",
    ): lambda c, slope: c.y.mean(),
    Mistake(
        "M90",
        "wrong way back to x = 0",
        "off in the direction from the middle of the points to x = 0.",
        "From the middle you go back to x = 0. Is that up or down the slope?",
    ): lambda c, slope: c.y.mean() + slope * c.x.mean(),
    Mistake(
        "M91",
        "x and y exchanged",
        "what comes out if the means of x and y take each other's place.",
        "Which of the two means is a height?",
    ): lambda c, slope: c.x.mean() - slope * c.y.mean(),
    Mistake(
        "M92",
        "through the first point",
        "that of a line through one of the points.",
        "Through which point does the line of least squares always go?",
    ): lambda c, slope: c.y[0] - slope * c.x[0],
    Mistake(
        "M93",
        "through the medians",
        "that of a line through another middle of the points.",
        "Which kind of middle do least squares use?",
    ): lambda c, slope: np.median(c.y) - slope * np.median(c.x),
    Mistake(
        "M94",
        "sum in place of the mean",
        "that of a line through the sums.",
        "Which middle do least squares use: is it divided by the number of points?",
    ): lambda c, slope: c.y.sum() - slope * c.x.sum(),
}  # fmt: skip


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
