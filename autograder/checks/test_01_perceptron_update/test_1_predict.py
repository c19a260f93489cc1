"""The side of the boundary that a point lies on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Answer,
    Judge,
    Question,
    Table,
    about,
    at_each,
    to_array,
    to_number,
)

from .cases import FORBIDDEN, eighths, threshold


@dataclass(frozen=True)
class Point:
    """A unit and a point whose z is known exactly."""

    w: np.ndarray
    b: float
    x: np.ndarray
    z: float

    @property
    def by_two(self) -> int:
        """The side by the first two inputs alone."""
        return threshold(self.w[:2] @ self.x[:2] + self.b)

    @property
    def by_whole(self) -> int:
        """The side by weights and inputs without their fractions."""
        return threshold(np.trunc(self.w) @ np.trunc(self.x) + self.b)


MISTAKES: Table = {
    CATALOGUE["unit-without-bias"]: lambda c: threshold(c.w @ c.x),
    CATALOGUE["step-of-zero"]: lambda c: int(c.z > 0),
    CATALOGUE["outputs-minus-one-and-one"]: lambda c: 2 * threshold(c.z) - 1,
    CATALOGUE["pre-activation-returned"]: lambda c: c.z,
    CATALOGUE["output-inverted"]: lambda c: 1 - threshold(c.z),
}


def draw_at(rng: np.random.Generator, z: float, d: int, above: bool) -> Point:
    """Draw a point with d inputs where it is z, and above 0 or below it without the bias."""
    while True:
        w, x = eighths(rng, d), eighths(rng, d)
        w *= (1 if above else -1) * np.sign(w @ x)
        if w.any():
            return Point(w, float(z - w @ x), x, z)


def draw_on_boundary(rng: np.random.Generator, number: int) -> Point:
    """Draw a point on the boundary or next to it, which the fractions decide or, where there are
    more inputs than two, those after the second.
    """
    z = (0.0, -0.125, 0.125)[number]
    while True:
        p = draw_at(rng, z, number + 2, above=number < 2)
        if (p.by_whole if number == 0 else p.by_two) != threshold(z):
            return p


def draw_on_side(rng: np.random.Generator, number: int) -> Point:
    """Draw a point away from the boundary, which the bias decides in the first two cases.

    So do the inputs after the second, the last input, and the fractions, one in each case; in the
    second case two inputs are enough, as they would not be without the bias, and so are whole ones.
    """
    z = (-1.5, 1.5, 1.125)[number]
    while True:
        p = draw_at(rng, z, number + 5, above=number != 1)
        without_last = threshold(p.w[:-1] @ p.x[:-1] + p.b)
        enough = number != 1 or p.by_two == p.by_whole == threshold(z)
        if enough and (p.by_two, without_last, p.by_whole)[number] != threshold(z):
            return p


class TestPredict(Question):
    """predict(w, b, x): the side of the boundary, and just on it."""

    id = "01-perceptron-update/predict"
    parts = {"boundary": 1, "side": 1}
    function = "predict"
    cases = 3
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, Point]:
        """Draw a point on the boundary or next to it, and one away from it."""
        return {"boundary": draw_on_boundary(rng, number), "side": draw_on_side(rng, number)}

    @classmethod
    def call(cls, answer: Answer, case: Mapping[str, Point]) -> dict[str, Any]:
        return {part: answer.call(cls.function, p.w, p.b, p.x) for part, p in case.items()}

    @staticmethod
    def solve(w: Any, b: Any, x: Any) -> int:
        return threshold(to_array(w) @ to_array(x) + to_number(b))

    def test_sides(self, case: Mapping[str, Point], got: Mapping[str, Any], judge: Judge) -> None:
        expected = {part: threshold(point.z) for part, point in case.items()}
        mistakes = about(
            at_each(MISTAKES), case.values(), then=lambda each: dict(zip(case, each, strict=True))
        )
        judge(got, expected, mistakes=mistakes)
