"""Judging: which mistake is named, whatever form its table has."""

import pytest

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Table, about, at_each

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


def test_a_mistake_is_named_without_the_variant_in_which_it_was_made():
    judge = Judge()
    table: Table = TABLE | {SIGN.with_variant("twice as large"): lambda x: -2 * x}
    judge({"slope": -6.0}, {"slope": 3.0}, mistakes=about(table, 3.0))
    assert judge.steps["slope",].find_mistake() == SIGN
