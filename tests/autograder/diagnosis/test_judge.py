"""Judging: which mistake is named, whatever form its table has."""

import numpy as np
import pytest

from autograder.diagnosis.judge import Judge, to_numbers
from autograder.diagnosis.mistakes import CATALOGUE, Table, about, at_each
from autograder.question.answer import AnswerError, Unreadable

SIGN, TWICE = CATALOGUE["sign"], CATALOGUE["factor-two-kept"]
TABLE: Table = {SIGN: lambda x: -x, TWICE: lambda x: 2 * x}


@pytest.mark.parametrize(("got", "named"), [(-3.0, SIGN), (6.0, TWICE), (4.0, None)])
def test_a_lone_value_is_that_of_the_only_part(got, named):
    judge = Judge()
    judge({"slope": got}, {"slope": 3.0}, mistakes=about(TABLE, 3.0))
    assert judge.steps["slope",].find_mistake() == named


def test_a_lone_value_may_be_a_dict():
    judge = Judge()
    table: Table = {SIGN: lambda x: {"there": -x, "back": x}}
    got = {"trips": {"there": -3.0, "back": 3.0}}
    judge(got, {"trips": {"there": 3.0, "back": 3.0}}, mistakes=about(table, 3.0))
    assert judge.steps["trips",].find_mistake() == SIGN


def test_a_mistake_made_at_each_place_gives_a_list():
    judge = Judge()
    mistakes = about(at_each(TABLE), [3.0, 4.0])
    judge({"slopes": [6.0, 8.0]}, {"slopes": [3.0, 4.0]}, mistakes=mistakes)
    assert judge.steps["slopes",].find_mistake() == TWICE


def test_a_part_that_is_right_but_for_its_last_digits_is_not_judged_on_an_earlier_right_value():
    """Where what came before is right, only the reference counts, with its own tolerance."""
    judge = Judge()
    judge({"slope": 3.0027}, {"slope": 3.0}, {"slope": 3.0 + 1e-9})
    judge({"rise": 4.0036}, {"rise": 3.0}, {"rise": 4.0})
    assert judge.steps["slope",].failed_cases("slope") == (0,)
    assert judge.steps["rise",].failed_cases("rise") == ()
    assert judge.steps["rise",].carried_forward == {"rise"}
    own = {"deltas": [4.0, 3.0]}
    judge({"deltas": [4.0, 3.0027]}, {"deltas": [2.0, 3.0]}, own)
    judge({"deltas": [4.0036, 3.0]}, {"deltas": [2.0, 3.0]}, own)
    assert judge.steps["deltas",].failed_cases("deltas") == (0,)


def test_what_is_not_finite_is_nothing_to_judge_on():
    judge = Judge()
    for own in np.inf, [np.array([1.0, 2.0]), np.array([np.nan])]:
        judge({"slope": 3.0}, {"slope": 3.0}, {"slope": own}, about(TABLE, np.inf))
        judge({"slope": np.inf}, {"slope": 3.0}, {"slope": own}, about(TABLE, np.inf))
    step = judge.steps["slope",]
    assert [bool(seen.wrong) for seen in step.observations] == [False, True, False, True]
    assert step.carried_forward == set()
    assert step.find_mistake() is None


def test_a_mistake_that_cannot_be_made_of_an_odd_value_explains_nothing():
    judge = Judge()
    table: Table = {TWICE: lambda x: 1 / x, SIGN: lambda x: 3.0}
    judge({"slope": 3.0}, {"slope": 4.0}, mistakes=about(table, 0))
    assert judge.steps["slope",].find_mistake() == SIGN


def test_a_mistake_is_named_without_the_variant_in_which_it_was_made():
    judge = Judge()
    table: Table = TABLE | {SIGN.with_variant("twice as large"): lambda x: -2 * x}
    judge({"slope": -6.0}, {"slope": 3.0}, mistakes=about(table, 3.0))
    assert judge.steps["slope",].find_mistake() == SIGN


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("5", "there is text"),
        ([1, "5"], "there is text"),
        (None, "there is None"),
        ([1, None], "there is None"),
        ([[1, 2], [{}, 3]], "there is a dict"),
        ([1, Unreadable("It holds a function.")], "It holds a function"),
        ([[1, 2], [3]], "rows of different lengths"),
        ([1, 2j], "complex numbers"),
        (10**400, "too large"),
    ],
)
def test_what_is_no_array_of_numbers_is_called_by_its_name(value, found):
    with pytest.raises(AnswerError, match=found) as caught:
        to_numbers(value)
    assert caught.value.kind == "type"


def test_whole_numbers_of_any_size_are_numbers():
    assert to_numbers([10**30, 1]).tolist() == [1e30, 1]
