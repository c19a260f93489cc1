"""A slope measured from two values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about, opposite
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


ONE_SIDED = "the slope between x and a point on one side of it."
BETWEEN = "Between which two points is the slope measured? Where is x?"
RUN = "How far apart are the two points?"
DIVIDED = "a rise that has been divided by another run."
MIXED = "made of a rise and a run that do not belong together."
ANOTHER_STEP = "the slope for another step."

MISTAKES: dict[Mistake, Callable[[Measured], float]] = {
    Mistake("C50", "forward difference", ONE_SIDED, BETWEEN): lambda c: c.rise(0, 1) / c.h,
    Mistake("C51", "backward difference", ONE_SIDED, BETWEEN): lambda c: c.rise(-1, 0) / c.h,
    Mistake("C52", "divided by one step", "twice the reference.", RUN): (
        lambda c: c.rise(-1, 1) / c.h
    ),
    Mistake("C53", "divided by the square of the step", DIVIDED, RUN): (
        lambda c: c.rise(-1, 1) / c.h**2
    ),
    Mistake("C53", "divided by twice the square of the step", DIVIDED, RUN): (
        lambda c: c.rise(-1, 1) / c.h**2 / 2
    ),
    Mistake("C54", "not divided", DIVIDED, RUN): lambda c: c.rise(-1, 1),
    Mistake("C54", "halved alone", DIVIDED, RUN): lambda c: c.rise(-1, 1) / 2,
    Mistake(
        "C24",
        "brackets around the run left out",
        DIVIDED,
        "What does Python do first in 6 / 3 * 2?",
    ): lambda c: c.rise(-1, 1) / 2 * c.h,
    Mistake(
        "C24",
        "brackets around the rise left out",
        "a difference of which one part alone has been divided.",
        "What does Python do first in 6 - 4 / 2?",
    ): lambda c: c.at(1) - c.at(-1) / 2 / c.h,
    Mistake(
        "C55",
        "second difference",
        "how fast the slope changes.",
        "How many values does a slope take? And is the one at x itself among them?",
    ): lambda c: (c.rise(0, 1) - c.rise(-1, 0)) / c.h**2,
    Mistake("C56", "both points moved up", "the slope around another point.", BETWEEN): (
        lambda c: c.rise(0, 2) / (2 * c.h)
    ),
    Mistake("C56", "both points moved down", "the slope around another point.", BETWEEN): (
        lambda c: c.rise(-2, 0) / (2 * c.h)
    ),
    Mistake("C57", "half a step to each side", ANOTHER_STEP, RUN): (
        lambda c: c.rise(-0.5, 0.5) / c.h
    ),
    Mistake("C57", "two steps to each side", ANOTHER_STEP, RUN): (
        lambda c: c.rise(-2, 2) / (4 * c.h)
    ),
    Mistake("C58", "rise above x over the whole run", MIXED, BETWEEN): (
        lambda c: c.rise(0, 1) / (2 * c.h)
    ),
    Mistake("C58", "rise below x over the whole run", MIXED, BETWEEN): (
        lambda c: c.rise(-1, 0) / (2 * c.h)
    ),
    Mistake(
        "C59",
        "a step of its own",
        "the slope for a step so narrow that it is the derivative itself.",
        "Try another h: does your result change with it?",
    ): lambda c: c.curve.df(c.x),
    Mistake(
        "C60",
        "step added to the value",
        "the same for every function.",
        "Does the function see the step, or is it added afterwards?",
    ): lambda c: 1.0,
    Mistake(
        "C61",
        "x and h exchanged",
        "made of the values at other points.",
        "Which two points lie one step away from x? Mark them on a line.",
    ): lambda c: (c.at(1) - c.curve.f(c.h - c.x)) / (2 * c.h),
    Mistake(
        "C6",
        "sum in place of a difference",
        "made of the right values, put together in another way.",
        "What should come out for a function that does not change at all?",
    ): lambda c: (c.at(1) + c.at(-1)) / (2 * c.h),
    opposite("C8", "Should the result be above or below 0 where the function grows?"): (
        lambda c: c.rise(1, -1) / (2 * c.h)
    ),
    Mistake(
        "P11",
        "absolute value",
        "right where the function grows, and turned round where it falls.",
        "Try a function that falls.",
    ): lambda c: abs(c.rise(-1, 1)) / (2 * c.h),
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
            mistaken = (gives(case) for m, gives in MISTAKES.items() if m.code != "P11")
            as_asked = abs(rise) > 0.4 and (rise > 0) == bool(number % 2)
            if as_asked and all_show(slope, mistaken):
                return case

    @staticmethod
    def call(answer: Answer, case: Measured) -> Mapping[str, Any]:
        return {"slope": answer.call("central_difference", case.curve.f, case.x, case.h)}

    def test_slope(self, case: Measured, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda slope: {"slope": slope})
        judge(got, {"slope": case.reference}, mistakes=mistakes)
