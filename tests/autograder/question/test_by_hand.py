"""What an answer asks of the functions that it is given, and what it may ask."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.judge import Judge
from autograder.grade import Result, judge_answer
from autograder.question.answer import Answer
from autograder.question.by_hand import VALUES_PER_SLOPE, ByHand, CountedAnswer
from autograder.question.definition import Question
from autograder.run_checks import draw_cases


def cube(z: Any) -> Any:
    return z**3


def cube_slope(z: Any) -> Any:
    return 3 * z**2


class Slope(Question):
    """slope(f, df, x): f(x) and 2 f′(x)."""

    id = "09-new/slope"
    function = "slope"
    parts = {"value": 1, "slope": 2}  # noqa: RUF012
    by_hand = ByHand(slopes=lambda x: [cube_slope], most=lambda x: 2 * len(x), keeps=("value",))

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> np.ndarray:
        return rng.uniform(1, 2, 3)

    @classmethod
    def call(cls, answer: Answer, case: np.ndarray) -> Mapping[str, Any]:
        result = answer.call("slope", cube, cube_slope, case)
        return dict(zip(("value", "slope"), result, strict=True))

    @staticmethod
    def reference(case: np.ndarray) -> Mapping[str, Any]:
        return {"value": cube(case), "slope": 2 * cube_slope(case)}

    def test_slope(self, case: np.ndarray, got: Mapping[str, Any], judge: Judge) -> None:
        right = self.reference(case)
        judge(got, {"value": right["value"]})
        judge(got, {"slope": right["slope"]})


def judged(slope: Callable) -> Result:
    return judge_answer(Slope, Answer({"slope": slope}), draw_cases(Slope, 1))


def by_difference(f: Callable, df: Callable, x: Any) -> tuple[Any, Any]:
    return f(x), (f(x + 1e-5) - f(x - 1e-5)) / 1e-5


def test_a_derivation_earns_all():
    assert judged(lambda f, df, x: (f(x), 2 * df(x))).score == 3


def test_differences_keep_the_points_for_values_and_are_told_why():
    result = judged(by_difference)
    assert result.score == 1
    assert "called for far more values" in result.hints[0].text
    assert "asks for a derivation" in result.hints[0].text


def test_a_derivative_that_is_never_called_cannot_be_right():
    result = judged(lambda f, df, x: (f(x), 6 * x**2))
    assert result.score == 1
    assert "a derivative that your function is given is never called" in result.hints[0].text


def test_a_derivative_that_was_left_out_by_mistake_is_no_difference():
    result = judged(lambda f, df, x: (f(x), 2 * x))
    assert result.score == 1
    assert "differences" not in result.hints[0].text


def test_entries_are_counted_and_not_calls():
    def loop(f, df, x):
        return [f(v) for v in x], [2 * df(v) for v in x]

    def whole(f, df, x):
        return f(x), 2 * df(x)

    asked = []
    for slope in (loop, whole):
        answer = CountedAnswer(Answer({"slope": slope}))
        Slope.call(answer, np.ones(3))
        asked.append(answer.asked)
    assert asked == [Counter({cube: 3, cube_slope: 3})] * 2


def test_functions_in_lists_are_counted():
    answer = CountedAnswer(Answer({"total": lambda functions, x: sum(f(x) for f in functions)}))
    assert answer.call("total", [cube, cube], 2.0) == 16
    assert answer.asked == Counter({cube: 2})


@pytest.mark.parametrize("slopes", [1, 3])
def test_who_asks_for_slopes_may_ask_for_more_values(slopes):
    by_hand, most = ByHand(lambda case: [cube_slope], lambda case: 5), 5 + VALUES_PER_SLOPE * slopes
    assert not by_hand.is_asked_too_often(None, Counter({cube: most, cube_slope: slopes}))
    assert by_hand.is_asked_too_often(None, Counter({cube: most + 1, cube_slope: slopes}))


def test_a_derivative_known_by_heart_in_some_cases_is_no_difference():
    def slope(f, df, x):
        return f(x), 6 * x**2 if x[0] < 1.5 else 7 * x**2

    result = judged(slope)
    assert result.score == 1
    assert "differences" not in result.hints[0].text
