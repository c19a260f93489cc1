"""Relations that no table lists: told when they hold alone, and only then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.diagnosis.findings import find
from autograder.diagnosis.judge import Judge, agrees
from autograder.diagnosis.mistakes import Mistake
from autograder.diagnosis.patterns import SOME_CASES
from autograder.diagnosis.relations import (
    ALL_ZERO,
    CONSTANT,
    HALF_REFERENCE,
    NOT_SUMMED,
    OPPOSITE,
    OVER_M,
    ROWS_AS_COLUMNS,
    SAME_FACTOR,
    TIMES_M,
    TWICE_REFERENCE,
    UP_TO_A_FACTOR,
    Pair,
    find_relation,
)

SHAPE = "the right numbers in another shape."
AXIS = "the right total, added up along another axis."
NOT_IN_SIGN = "right in size, but not in sign everywhere."
RNG = np.random.default_rng(4)
SIZES = ((3, 4, 2), (5, 5, 5), (7, 2, 6))
"""Rows, and the shape of a gradient: different, square, different."""


def told(change, draw=lambda m, a, b: RNG.normal(size=(a, b))):
    """The relation between a reference of each size and what `change` makes of it."""
    pairs = []
    for m, a, b in SIZES:
        reference = np.asarray(draw(m, a, b))
        pairs.append([Pair(np.asarray(change(reference, m)), reference, m)])
    relation = find_relation(pairs)
    return relation.relation if relation else None


@pytest.mark.parametrize(
    ("change", "relation"),
    [
        (lambda r, m: -r, OPPOSITE),
        (lambda r, m: 2 * r, TWICE_REFERENCE),
        (lambda r, m: r / 2, HALF_REFERENCE),
        (lambda r, m: m * r, TIMES_M),
        (lambda r, m: r / m, OVER_M),
        (lambda r, m: r.T, ROWS_AS_COLUMNS),
        (lambda r, m: np.stack([r] * m) / m, NOT_SUMMED),
        (lambda r, m: r[np.newaxis], SHAPE),
        (lambda r, m: r.ravel(), SHAPE),
        (lambda r, m: 0 * r, ALL_ZERO),
        (lambda r, m: 0.43 * r, SAME_FACTOR.relation),
        (lambda r, m: -2 * r, f"{TWICE_REFERENCE[:-1]}, and of the opposite sign."),
        (lambda r, m: r * m**2, "m² times too large."),
        (lambda r, m: r * m**3, UP_TO_A_FACTOR.relation),
        (lambda r, m: r, None),
        (lambda r, m: abs(r), NOT_IN_SIGN),
        (lambda r, m: r + 0.01, "off by the same amount in every entry."),
        (lambda r, m: np.nan * r, None),
        (lambda r, m: RNG.normal(size=r.shape), None),
        (lambda r, m: -r if m == 5 else r, None),
        (lambda r, m: -r if m == 5 else 2 * r, UP_TO_A_FACTOR.relation),
    ],
)
def test_a_relation_is_told_if_it_holds_in_every_case(change, relation):
    assert told(change) == relation


def test_a_sum_along_another_axis_is_recognised():
    deltas = [RNG.normal(size=(a, b)) for _, a, b in SIZES]
    pairs = [[Pair(D.sum(axis=1), D.sum(axis=0), len(D))] for D in deltas]
    found = find_relation(pairs)
    assert found
    assert found.relation == AXIS


def test_what_two_relations_explain_is_not_told():
    """With two rows in every case, twice and m times are the same."""
    cases = [[Pair(2 * r, r, 2)] for r in RNG.normal(size=(3, 4))]
    assert find_relation(cases) == SAME_FACTOR


def test_without_rows_nothing_is_m_times():
    assert find_relation([[Pair(0 * r, r)] for r in RNG.normal(size=(3, 4))])
    assert find_relation([[Pair(3 * r, r)] for r in RNG.normal(size=(3, 4))]) == SAME_FACTOR


@given(
    arrays.arrays(
        float, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.floats(0.5, 2)
    ),
    st.floats(-5, 5).filter(lambda c: abs(c) > 0.1 and abs(c - 1) > 1e-3),
)
def test_a_common_factor_is_never_taken_for_chance(reference, factor):
    assert find_relation([[Pair(factor * reference, reference)]] * 2)


# --- the same through the judge -------------------------------------------------------------------


def judged(*cases, mistakes=None) -> Judge:
    judge = Judge()
    for number, (got, reference) in enumerate(cases):
        judge.number = number
        judge({"g": got}, {"g": reference}, mistakes=mistakes)
    return judge


def relation(*cases) -> str | None:
    step = judged(*cases).steps[("g",)]
    found = find(step, "g")
    return found.relation if found else None


def test_one_wrong_case_is_too_few_to_tell():
    r = np.array([1.0, 2.0, 4.0])
    assert relation((-r, r), (r, r)) == SOME_CASES.relation
    assert relation((-r, r), (-r, r)) == OPPOSITE


def test_an_answer_that_ignores_its_arguments_is_recognised():
    references = [np.array([1.0, 2.0]), np.array([3.0, 1.0, 2.0]), np.array([0.5])]
    assert relation(*((np.array([7.0, 8.0]), r) for r in references)) == CONSTANT.relation


def test_few_different_results_may_be_alike_by_chance():
    """0 or 1 is always the same sooner or later."""
    found = relation((1, np.int64(0)), (1, np.int64(1)), (1, np.int64(0)), (1, 0))
    assert found == "too large wherever it is wrong."


def test_a_yes_or_no_has_no_relation():
    assert relation((False, np.True_), (False, np.True_)) is None


def test_relations_reach_into_lists():
    references = [RNG.normal(size=(3, 2)), RNG.normal(size=(2, 4))]
    answer = [-r for r in references]
    assert relation((answer, references), (answer, references)) == OPPOSITE
    half = [references[0], -references[1]]
    found = relation((half, references), (half, references))
    assert found == "right in its first entry alone."


def test_a_known_mistake_goes_before_a_relation():
    r = np.array([1.0, 2.0, 4.0])
    known = Mistake("sign", "wrong sign", "the opposite sign.", "Where?", "")
    step = judged((-r, r), (-r, r), mistakes={known: lambda: {"g": -r}}).steps[("g",)]
    assert step.find_mistake() == known


def test_variants_of_one_mistake_may_both_explain():
    r = np.array([1.0, 2.0])
    table = {
        Mistake("no-bias", "bias left out", "", "", "", "by hand"): lambda: {"g": -r},
        Mistake("no-bias", "bias left out", "", "", "", "in a loop"): lambda: {"g": -r},
    }
    found = judged((-r, r), mistakes=table).steps[("g",)].find_mistake()
    assert found
    assert found.id == "no-bias"


def test_two_mistakes_that_look_the_same_are_not_told_apart():
    r = np.array([1.0, 2.0])
    table = {
        Mistake("one", "one", "", "", ""): lambda: {"g": -r},
        Mistake("two", "two", "", "", ""): lambda: {"g": -r},
    }
    assert judged((-r, r), mistakes=table).steps[("g",)].find_mistake() is None


def test_a_mistake_must_explain_the_cases_that_are_right_too():
    r = np.array([1.0, 2.0])
    table = {Mistake("sign", "wrong sign", "", "", ""): lambda: {"g": -r}}
    assert judged((-r, r), (r, r), mistakes=table).steps[("g",)].find_mistake() is None


def test_what_a_mistake_gives_is_not_asked_of_a_right_answer():
    def fail():
        raise AssertionError

    judge = judged((1.0, np.float64(1.0)), mistakes={Mistake("sign", "", "", "", ""): fail})
    assert judge.steps[("g",)].failed_cases("g") == ()


def test_overflow_explains_overflow_and_nothing_else():
    table = {Mistake("raw", "raw z", "", "", ""): lambda: {"g": np.array([np.inf, 1.0])}}
    r = np.array([1.0, 2.0])
    found = judged((np.array([np.nan, -np.inf]), r), mistakes=table).steps[("g",)].find_mistake()
    assert found
    assert judged((np.array([3.0, 1.0]), r), mistakes=table).steps[("g",)].find_mistake() is None


# --- lists, tuples and dicts of arrays ------------------------------------------------------------

DELTAS = [np.ones((3, 2)), np.ones((3, 4))]


@pytest.mark.parametrize(
    ("got", "problem"),
    [
        (DELTAS, None),
        (tuple(delta.tolist() for delta in DELTAS), None),
        (DELTAS[:1], "1 entry, where 2 were expected."),
        (7.0, "a single number, where a list was expected."),
        (None, "missing."),
        ([DELTAS[0], DELTAS[1].T], "entry 1: shape (4, 3), where (3, 4) was expected."),
        ([DELTAS[0], None], "entry 1: missing."),
        ([DELTAS[0], "x"], "entry 1: not made of numbers: there is text."),
        ([2 * DELTAS[0], DELTAS[1]], "right shape, wrong numbers."),
    ],
)
def test_a_list_is_judged_entry_by_entry(got, problem):
    assert agrees(got, DELTAS) == (problem is None)
    step = judged((got, DELTAS)).steps[("g",)]
    assert (step.describe_problem("g") if step.failed_cases("g") else None) == problem


def test_a_dict_is_judged_by_its_keys():
    reference = {("xi1", "w"): 2.0, "L": np.array([1.0])}
    assert agrees({"L": [1.0], ("xi1", "w"): 2, "more": "text"}, reference)
    step = judged(({"L": [1.0]}, reference)).steps[("g",)]
    assert step.describe_problem("g") == "`('xi1', 'w')`: missing."
