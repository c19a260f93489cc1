"""Slips that nobody wrote down: they are made by rule, get no full marks, and mostly a hint."""

from collections import Counter

import pytest

from autograder.authoring.slips import judge_slips, make_slips
from tests.support.bank import answers_to

CODE = """
def mean(values, weights):
    total = 0.0
    for value, weight in zip(values, weights):
        total += value * weight
    return total / len(values)
"""

QUESTIONS = (
    "01-perceptron-update/lms_gradient",
    "02-chain-rule/nested",
    "02-chain-rule/power",
    "04-logistic-graph/reverse_mode",
    "06-vectorised/elementwise",
    "08-digits/parameters",
)
"""Questions of all kinds, which are judged quickly."""


def test_slips_are_other_answers_that_still_parse():
    slips = list(make_slips(CODE))
    assert len(slips) == len({*slips}) > 10
    for line in (
        "total = value * weight",
        "total -= value * weight",
        "total += value / weight",
        "return total",
        "return len(values) / total",
        "return total / values",
    ):
        assert any(f"{line}\n" in f"{slip}\n" for slip in slips), line
    for slip in slips:
        compile(slip, "slip", "exec")


@pytest.mark.deep
@pytest.mark.parametrize(("pairs", "least"), [(False, 0.85), (True, 0.75)])
def test_most_slips_get_a_hint_of_their_own_and_none_full_marks(pairs, least):
    outcomes: Counter[str] = Counter()
    for question in QUESTIONS:
        right = [answer for answer in answers_to(question) if answer.right]
        outcomes.update(slip.outcome for slip in judge_slips((right, 8, pairs), seed=3))
    hinted = outcomes["named"] + outcomes["told"]
    assert hinted + outcomes["vague"] > 15
    assert hinted >= least * (hinted + outcomes["vague"])
    assert outcomes["full marks"] == 0
