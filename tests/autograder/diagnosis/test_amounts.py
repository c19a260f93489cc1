"""An amount is told by its name where the numbers leave no other, else by its direction."""

import numpy as np
import pytest

from autograder.diagnosis.amounts import find_amount, find_direction
from autograder.diagnosis.relations import Pair


def pairs_of(answer, cases=5) -> list[Pair]:
    """Cases of y + v with rows X, in which `answer` stands for what was right."""
    rng, pairs = np.random.default_rng(5), []
    for _ in range(cases):
        given = {"y": rng.normal(), "v": rng.normal(), "X": rng.normal(size=4)}
        right = given["y"] + given["v"]
        pairs.append(Pair(np.asarray(answer(right, **given)), np.asarray(right), given=given))
    return pairs


def amount(answer, others=None) -> str | None:
    pairs = pairs_of(answer)
    found = find_amount(pairs, [others(pair) if others else {} for pair in pairs])
    return found and found.relation


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda r, y, v, X: X.mean() + v, "off by the mean of `X` minus `y`."),
        (lambda r, y, v, X: r * y / v, "multiplied by `y` and divided by `v`."),
        (lambda r, y, v, X: r + X.sum(), "too large by the sum of `X`."),
        (lambda r, y, v, X: 3 * r - 2, "right up to a factor and a summand"),
        (lambda r, y, v, X: np.sin(r), None),
        (lambda r, y, v, X: r, None),
        (lambda r, y, v, X: X, None),
    ],
)
def test_an_amount_is_told_by_the_quantities_of_a_case(answer, words):
    found = amount(answer)
    assert found is None if words is None else (found or "").startswith(words)


def test_what_is_right_for_another_part_is_a_quantity():
    others = {}

    def answer(right, y, v, X):
        others[right] = {"z": np.cos(9 * right)}
        return right - others[right]["z"]

    found = amount(answer, lambda pair: others[float(pair.reference)])
    assert found == "too small by `z`."


def test_one_error_in_all_cases_has_no_name():
    """0 and 1 agree with many a quantity by chance."""
    zeros = [Pair(np.asarray(1.0), np.asarray(0.0), given={"y": 1.0}) for _ in range(4)]
    assert find_amount(zeros, [{}] * 4) is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda r, **_: r + r**2, "too large in every case."),
        (lambda r, **_: r - r**2, "too small in every case."),
        (lambda r, **_: r * (1 + r**2), "too far from 0 in every case."),
        (lambda r, **_: r / (1 + r**2), "too near to 0 in every case."),
        (lambda r, **_: -r / (1 + r**2), "of the wrong sign in every case, and of another size."),
        (lambda r, **_: r if r > 0 else r / 2, "too large wherever it is wrong."),
        (lambda r, **_: r, None),
    ],
)
def test_errors_with_one_direction_are_told_by_it(answer, words):
    found = find_direction(pairs_of(answer, cases=7))
    assert (found and found.relation) == words


def test_many_entries_in_order_tell_of_another_function():
    found = find_direction(pairs_of(lambda r, **_: np.tanh(r), cases=12))
    assert found
    assert found.relation == "in the right order of size, but other numbers."
