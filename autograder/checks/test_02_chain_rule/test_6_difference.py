"""A slope measured from two values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .curve import Curve, all_show, between, wave


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


MISTAKES: dict[Mistake, Callable[[Measured], float]] = {
    CATALOGUE["forward-difference"]: lambda c: c.rise(0, 1) / c.h,
    CATALOGUE["backward-difference"]: lambda c: c.rise(-1, 0) / c.h,
    CATALOGUE["divided-by-one-step"]: lambda c: c.rise(-1, 1) / c.h,
    CATALOGUE["divided-by-square-of-step"]: lambda c: c.rise(-1, 1) / c.h**2,
    CATALOGUE["divided-by-square-of-step"].with_variant("twice the square"): (
        lambda c: c.rise(-1, 1) / c.h**2 / 2
    ),
    CATALOGUE["run-missing"].with_variant("not divided"): lambda c: c.rise(-1, 1),
    CATALOGUE["run-missing"].with_variant("halved alone"): lambda c: c.rise(-1, 1) / 2,
    CATALOGUE["run-without-brackets"]: lambda c: c.rise(-1, 1) / 2 * c.h,
    CATALOGUE["rise-without-brackets"]: lambda c: c.at(1) - c.at(-1) / 2 / c.h,
    CATALOGUE["second-difference"]: lambda c: (c.rise(0, 1) - c.rise(-1, 0)) / c.h**2,
    CATALOGUE["both-points-moved"].with_variant("up"): lambda c: c.rise(0, 2) / (2 * c.h),
    CATALOGUE["both-points-moved"].with_variant("down"): lambda c: c.rise(-2, 0) / (2 * c.h),
    CATALOGUE["another-step-size"].with_variant("half a step to each side"): (
        lambda c: c.rise(-0.5, 0.5) / c.h
    ),
    CATALOGUE["another-step-size"].with_variant("two steps to each side"): (
        lambda c: c.rise(-2, 2) / (4 * c.h)
    ),
    CATALOGUE["one-sided-rise-over-whole-run"].with_variant("above x"): (
        lambda c: c.rise(0, 1) / (2 * c.h)
    ),
    CATALOGUE["one-sided-rise-over-whole-run"].with_variant("below x"): (
        lambda c: c.rise(-1, 0) / (2 * c.h)
    ),
    CATALOGUE["own-step-size"]: lambda c: c.curve.df(c.x),
    CATALOGUE["step-added-to-value"]: lambda c: 1.0,
    CATALOGUE["point-and-step-exchanged"]: lambda c: (c.at(1) - c.curve.f(c.h - c.x)) / (2 * c.h),
    CATALOGUE["sum-not-difference"]: lambda c: (c.at(1) + c.at(-1)) / (2 * c.h),
    CATALOGUE["sign"].asking("Should the result be above or below 0 where the function grows?"): (
        lambda c: c.rise(1, -1) / (2 * c.h)
    ),
    CATALOGUE["absolute-rise"]: lambda c: abs(c.rise(-1, 1)) / (2 * c.h),
}


class TestDifference(Question):
    """central_difference(f, x, h): the slope over wide steps, uphill and downhill."""

    id = "02-chain-rule/difference"
    parts = {"slope": 3}
    cases = 6

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Measured:
        """The function swings about as fast as the steps are wide; every other one falls.

        A rise close to 0 would make rounding count. An absolute value shows downhill alone.
        """
        low, high = ((0.05, 0.1), (0.15, 0.3), (0.4, 0.8), (1.2, 1.8), (3, 4), (0.2, 0.9))[number]
        kind = (float, np.float64, float, float, round, float)[number]
        while True:
            x, h = kind(between(rng, 0.6, 3.0)), kind(rng.uniform(low, high))
            case = Measured(wave(rng, rng.uniform(0.6, 1.4) / h), x, h)
            rise, slope = case.rise(-1, 1), float(case.reference)
            mistaken = (gives(case) for m, gives in MISTAKES.items() if m.id != "absolute-rise")
            as_asked = abs(rise) > 0.4 and (rise > 0) == bool(number % 2)
            if as_asked and all_show(slope, mistaken):
                return case

    @staticmethod
    def call(answer: Answer, case: Measured) -> Mapping[str, Any]:
        return {"slope": answer.call("central_difference", case.curve.f, case.x, case.h)}

    def test_slope(self, case: Measured, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"slope": slope})
        judge(got, {"slope": case.reference}, mistakes=mistakes)
