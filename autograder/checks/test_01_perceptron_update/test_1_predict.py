"""The side of the boundary that a point lies on."""

from collections.abc import Callable, Mapping
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

from .cases import FORBIDDEN, cut_like, eighths, threshold, whole_numbers


@dataclass(frozen=True)
class Point:
    """A unit and a point whose z is known exactly; w and x may be whole numbers."""

    w: np.ndarray
    b: float
    x: np.ndarray
    z: float

    @property
    def products(self) -> np.ndarray:
        return self.w * self.x

    @property
    def on_the_way(self) -> np.ndarray:
        """What z is after each product, the bias included."""
        return np.cumsum(self.products) + self.b

    def side_by(self, *inputs: int) -> int:
        """The side by some of the inputs alone."""
        return threshold(self.products[list(inputs)].sum() + self.b)

    def side_without(self, number: int) -> int:
        """The side by all inputs but one."""
        return threshold(np.delete(self.products, number).sum() + self.b)


def without_bias(c: Point) -> int:
    return threshold(c.products.sum())


def with_bias_subtracted(c: Point) -> int:
    return threshold(c.products.sum() - c.b)


def with_bias_at_each(c: Point) -> int:
    return threshold((c.products + c.b).sum())


def by_bias(c: Point) -> int:
    return threshold(c.b)


def by_two_sums(c: Point) -> int:
    return threshold(c.w.sum() * c.x.sum() + c.b)


def by_any_product(c: Point) -> int:
    return threshold(c.products.max() + c.b)


def by_all_products(c: Point) -> int:
    return threshold(c.products.min() + c.b)


def by_one_on_the_way(c: Point) -> int:
    return threshold(c.on_the_way.max())


def by_first(c: Point) -> int:
    return c.side_by(0)


def by_first_two(c: Point) -> int:
    return c.side_by(0, 1)


def by_last(c: Point) -> int:
    return c.side_by(-1)


def without_first(c: Point) -> int:
    return c.side_without(0)


def without_last(c: Point) -> int:
    return c.side_without(-1)


def with_whole_weights(c: Point) -> int:
    return threshold(np.trunc(c.w) @ c.x + c.b)


def with_whole_inputs(c: Point) -> int:
    return threshold(c.w @ np.trunc(c.x) + c.b)


def with_whole_bias(c: Point) -> int:
    return threshold(c.products.sum() + np.trunc(c.b))


def by_whole_numbers(c: Point) -> int:
    return threshold(np.trunc(c.w) @ np.trunc(c.x) + c.b)


def by_products_like_weights(c: Point) -> int:
    return threshold(cut_like(c.w, c.products).sum() + c.b)


def by_products_like_inputs(c: Point) -> int:
    return threshold(cut_like(c.x, c.products).sum() + c.b)


BIAS_OFTEN = CATALOGUE["bias-counted-more-than-once"]
EARLY = CATALOGUE["decided-before-end-of-sum"]
LEFT_OUT = CATALOGUE["inputs-left-out"]
WHOLE = CATALOGUE["cut-to-whole-numbers"]
HALF = CATALOGUE["threshold-of-one-half"]

MISTAKES: Table = {
    CATALOGUE["unit-without-bias"]: without_bias,
    CATALOGUE["unit-bias-subtracted"]: with_bias_subtracted,
    BIAS_OFTEN.with_variant("at each product"): with_bias_at_each,
    BIAS_OFTEN.with_variant("twice"): lambda c: threshold(c.z + c.b),
    CATALOGUE["product-of-two-sums"]: by_two_sums,
    EARLY.with_variant("any product"): by_any_product,
    EARLY.with_variant("all products"): by_all_products,
    EARLY.with_variant("1 on the way"): by_one_on_the_way,
    EARLY.with_variant("0 on the way"): lambda c: threshold(c.on_the_way.min()),
    EARLY.with_variant("the first product"): by_first,
    LEFT_OUT.with_variant("all but the first two"): by_first_two,
    LEFT_OUT.with_variant("all but the last"): by_last,
    LEFT_OUT.with_variant("the first two"): lambda c: threshold(c.products[2:].sum() + c.b),
    LEFT_OUT.with_variant("the first"): without_first,
    LEFT_OUT.with_variant("the last"): without_last,
    WHOLE.with_variant("weights"): with_whole_weights,
    WHOLE.with_variant("inputs"): with_whole_inputs,
    WHOLE.with_variant("bias"): with_whole_bias,
    WHOLE.with_variant("weights and inputs"): by_whole_numbers,
    WHOLE.with_variant("products like weights"): by_products_like_weights,
    WHOLE.with_variant("products like inputs"): by_products_like_inputs,
    CATALOGUE["step-of-zero"]: lambda c: int(c.z > 0),
    HALF: lambda c: threshold(c.z - 0.5),
    HALF.with_variant("½ itself below it"): lambda c: int(c.z > 0.5),
    CATALOGUE["outputs-minus-one-and-one"]: lambda c: 2 * threshold(c.z) - 1,
    CATALOGUE["pre-activation-returned"]: lambda c: c.z,
    CATALOGUE["output-inverted"]: lambda c: 1 - threshold(c.z),
}

Side = Callable[[Point], int]


@dataclass(frozen=True)
class Aim:
    """What a point is drawn for: its z, and the mistakes that must put it on the other side, while
    those in `spared` must not.
    """

    z: float
    fooled: tuple[Side, ...]
    spared: tuple[Side, ...] = ()

    def fits(self, p: Point) -> bool:
        """Tell whether a point is as it should be."""
        right = threshold(self.z)
        return all(side(p) != right for side in self.fooled) and all(
            side(p) == right for side in self.spared
        )


AIMS = (
    (
        Aim(0.0, (by_first_two, by_whole_numbers, with_bias_at_each)),
        Aim(-1.5, (by_any_product, by_first_two)),
    ),
    (
        Aim(-0.125, (without_bias, by_first, by_any_product)),
        Aim(1.5, (with_bias_subtracted,), spared=(without_bias,)),
    ),
    (
        Aim(0.125, (with_whole_bias, by_all_products)),
        Aim(
            -0.625,
            (without_bias, with_whole_bias),
            spared=(by_any_product, by_one_on_the_way),
        ),
    ),
    (
        Aim(0, (by_two_sums, by_last, without_bias)),
        Aim(-2, (by_two_sums, by_last, with_bias_at_each)),
    ),
    (
        Aim(-0.125, (by_products_like_inputs, with_whole_weights)),
        Aim(0.625, (by_products_like_inputs, with_whole_weights, by_all_products)),
    ),
    (
        Aim(0.125, (by_products_like_weights, with_whole_inputs, without_last)),
        Aim(-0.625, (by_products_like_weights, with_whole_inputs, without_last)),
    ),
    (
        Aim(-0.125, (with_bias_subtracted, without_first), spared=(by_first_two,)),
        Aim(1.125, (without_first, by_first), spared=(by_first_two,)),
    ),
    (
        Aim(0.0, (without_bias, by_first)),
        Aim(1.5, (by_bias,), spared=(with_bias_at_each,)),
    ),
)
"""The points of each case: on the boundary or next to it, and away from it.

A mistake is found by construction in both. Those that follow the sign of the bias are told apart
where the bias is smaller than z, and in the last case from what the bias says by itself; those
that decide too early are told from an answer that is always 1 in the third.
"""


def draw_point(rng: np.random.Generator, aim: Aim, number: int) -> Point:
    """Draw a point for an aim; its case says how many inputs there are, and which are whole."""
    d = (4, 5, 6, 4, 5, 5, 5, 4)[number]
    weights = whole_numbers if number in (3, 5) else eighths
    inputs = whole_numbers if number in (3, 4) else eighths
    while True:
        w, x = weights(rng, d), inputs(rng, d)
        p = Point(w, (aim.z - w @ x).item(), x, aim.z)
        if aim.fits(p):
            return p


class TestPredict(Question):
    """predict(w, b, x): the side of the boundary, and just on it."""

    id = "01-perceptron-update/predict"
    parts = {"boundary": 1, "side": 1}
    function = "predict"
    cases = len(AIMS)
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, Point]:
        """Draw a point on the boundary or next to it, and one away from it."""
        boundary, side = AIMS[number]
        return {
            "boundary": draw_point(rng, boundary, number),
            "side": draw_point(rng, side, number),
        }

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
