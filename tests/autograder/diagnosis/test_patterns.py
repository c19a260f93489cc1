"""Where an answer is wrong is told if it separates exactly, and only then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.patterns import find_entries, find_example, find_fact
from autograder.diagnosis.relations import Pair

RNG = np.random.default_rng(7)
SIZES = ((3, 4), (5, 5), (7, 2))


def spoil(place, given=lambda r: {}):
    """References of different sizes, each with wrong entries at a place."""
    pairs = []
    for size in SIZES:
        reference = RNG.normal(size=size)
        arguments = given(reference)
        got = reference.copy()
        got[place(reference, arguments)] += 1.0
        pairs.append(Pair(got, reference, given=arguments))
    return pairs


def told(pairs):
    found = find_entries(pairs) or find_example(pairs)
    return found and found.relation


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (lambda r, _: np.s_[0], "right but for its first row."),
        (lambda r, _: np.s_[-1], "right but for its last row."),
        (lambda r, _: np.s_[:, -1], "right but for its last column."),
        (lambda r, _: np.s_[1:], "right in its first row alone."),
        (lambda r, _: np.eye(*r.shape, dtype=bool), "right but for its diagonal."),
        (
            lambda r, _: np.s_[1, 1],
            "right in some entries: in one case, wrong in [1, 1], and right in others, "
            "as in [0, 0].",
        ),
        (lambda r, _: np.s_[:], None),
        (lambda r, _: np.zeros(r.shape, bool), None),
    ],
)
def test_wrong_entries_are_told_by_their_place(place, words):
    assert told(spoil(place)) == words


def test_wrong_entries_are_told_by_an_argument_of_the_same_shape():
    pairs = spoil(lambda r, given: given["Z"] < 0, lambda r: {"Z": RNG.normal(size=r.shape)})
    assert told(pairs) == "right but for the entries where `Z` is negative."


def test_a_shape_has_no_entries():
    assert told([Pair(np.ones(3), np.ones(4))]) is None


@given(st.lists(st.integers(-3, 3), min_size=2, max_size=8), st.data())
def test_a_fact_holds_in_all_wrong_cases_and_in_no_right_one(numbers, data):
    wrong = data.draw(st.lists(st.booleans(), min_size=len(numbers), max_size=len(numbers)))
    failing = [{"n": n} for n, w in zip(numbers, wrong, strict=True) if w]
    passing = [{"n": n} for n, w in zip(numbers, wrong, strict=True) if not w]
    fact = find_fact(failing, passing)
    holds = {
        "`n` is 0": lambda n: n == 0,
        "`n` is not 0": lambda n: n != 0,
        "`n` is 1": lambda n: n == 1,
        "`n` is not 1": lambda n: n != 1,
        "`n` is negative": lambda n: n < 0,
        "`n` is not negative": lambda n: n >= 0,
        "`n` is positive": lambda n: n > 0,
        "`n` is not positive": lambda n: n <= 0,
    }
    separating = [
        words
        for words, test in holds.items()
        if failing and passing
        and all(test(case["n"]) for case in failing)
        and not any(test(case["n"]) for case in passing)
    ]  # fmt: skip
    assert (fact in separating) if separating else fact is None


def test_a_case_is_told_by_its_size():
    tall, flat = {"X": np.ones((3, 2))}, {"X": np.ones((1, 2))}
    assert find_fact([flat], [tall, tall]) == "`X` has one row"
    assert find_fact([tall], [flat, flat]) == "`X` has more than one row"
    assert find_fact([tall], [tall]) is None


def test_a_last_batch_that_is_not_full_is_told():
    uneven, even = {"n": 7, "size": 3}, {"n": 6, "size": 3}
    assert find_fact([uneven], [even]) == "`n` is no multiple of `size`"


def test_a_batch_that_holds_all_rows_is_told_first():
    whole = {"w": np.array([-1.0]), "X": np.ones((4, 1)), "size": 4}
    some = {"w": np.array([1.0]), "X": np.ones((4, 1)), "size": 2}
    assert find_fact([some], [whole]) == "`size` is smaller than the number of rows of `X`"
