"""A slope measured from two values."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table
from .cases import Curve, all_show, between, mistaken, wave


@dataclass(frozen=True)
class Measured:
    """What `central_difference` is given. The step is so wide that it matters."""

    curve: Curve
    x: float
    h: float

    def at(self, steps: float) -> float:
        """The function's value some steps away from x."""
        return self.curve.f(self.x + steps * self.h)

    def rise(self, start: float, end: float) -> float:
        """How much the function rises between two points, given in steps from x."""
        return self.at(end) - self.at(start)

    @property
    def reference(self) -> np.ndarray:
        """The rise over the run."""
        return np.asarray(self.rise(-1, 1) / (self.h + self.h))


BY_SQUARE = CATALOGUE["divided-by-square-of-step"]
NO_RUN = CATALOGUE["run-missing"]
BOTH_MOVED = CATALOGUE["both-points-moved"]
OTHER_STEP = CATALOGUE["another-step-size"]
ONE_SIDED = CATALOGUE["one-sided-rise-over-whole-run"]
EXCHANGED = CATALOGUE["point-and-step-exchanged"]
SIGN = CATALOGUE["sign"].asking("Should the result be above or below 0 where the function grows?")

SHOWN: Table = {
    CATALOGUE["forward-difference"]: lambda c: c.rise(0, 1) / c.h,
    CATALOGUE["backward-difference"]: lambda c: c.rise(-1, 0) / c.h,
    CATALOGUE["divided-by-one-step"]: lambda c: c.rise(-1, 1) / c.h,
    BY_SQUARE: lambda c: c.rise(-1, 1) / c.h**2,
    BY_SQUARE.with_variant("twice the square"): lambda c: c.rise(-1, 1) / c.h**2 / 2,
    NO_RUN.with_variant("not divided"): lambda c: c.rise(-1, 1),
    NO_RUN.with_variant("halved alone"): lambda c: c.rise(-1, 1) / 2,
    CATALOGUE["run-without-brackets"]: lambda c: c.rise(-1, 1) / 2 * c.h,
    CATALOGUE["rise-without-brackets"]: lambda c: c.at(1) - c.at(-1) / 2 / c.h,
    CATALOGUE["second-difference"]: lambda c: (c.rise(0, 1) - c.rise(-1, 0)) / c.h**2,
    BOTH_MOVED.with_variant("up"): lambda c: c.rise(0, 2) / (2 * c.h),
    BOTH_MOVED.with_variant("down"): lambda c: c.rise(-2, 0) / (2 * c.h),
    OTHER_STEP.with_variant("half a step to each side"): lambda c: c.rise(-0.5, 0.5) / c.h,
    OTHER_STEP.with_variant("two steps to each side"): lambda c: c.rise(-2, 2) / (4 * c.h),
    ONE_SIDED.with_variant("above x"): lambda c: c.rise(0, 1) / (2 * c.h),
    ONE_SIDED.with_variant("below x"): lambda c: c.rise(-1, 0) / (2 * c.h),
    CATALOGUE["own-step-size"]: lambda c: c.curve.df(c.x),
    CATALOGUE["step-added-to-value"]: lambda c: 1.0,
    EXCHANGED: lambda c: (c.at(1) - c.curve.f(c.h - c.x)) / (2 * c.h),
    CATALOGUE["sum-not-difference"]: lambda c: (c.at(1) + c.at(-1)) / (2 * c.h),
    SIGN: lambda c: c.rise(1, -1) / (2 * c.h),
}
"""Mistakes that show in every case."""

DOWNHILL: Table = {CATALOGUE["absolute-rise"]: lambda c: abs(c.rise(-1, 1)) / (2 * c.h)}
"""One that shows downhill alone."""


class TestDifference(ClosedForm):
    """central_difference(f, x, h): the slope over wide steps, uphill and downhill."""

    id = "02-chain-rule/difference"
    parts = {"slope": 3}
    cases = 6
    function = "central_difference"
    mistakes = SHOWN | DOWNHILL

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Measured:
        """The function swings about as fast as the steps are wide; every other one falls.

        A rise close to 0 would make rounding count.
        """
        low, high = ((0.05, 0.1), (0.15, 0.3), (0.4, 0.8), (1.2, 1.8), (3, 4), (0.2, 0.9))[number]
        kind = (float, np.float64, float, float, round, float)[number]
        while True:
            x, h = kind(between(rng, 0.6, 3.0)), kind(rng.uniform(low, high))
            case = Measured(wave(rng, rng.uniform(0.6, 1.4) / h), x, h)
            rise = case.rise(-1, 1)
            as_asked = abs(rise) > 0.4 and (rise > 0) == bool(number % 2)
            if as_asked and all_show(float(case.reference), mistaken(SHOWN, case)):
                return case

    @staticmethod
    def arguments(case: Measured) -> tuple:
        return case.curve.f, case.x, case.h

    @staticmethod
    def solve(f: Any, x: Any, h: Any) -> np.ndarray:
        return Measured(Curve(f, f), x, h).reference
