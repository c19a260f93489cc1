"""The references of 01-perceptron-update, against sources that share no code with them."""

from typing import Any

import numpy as np
import pytest
import sympy

from autograder.checks.test_01_perceptron_update.cases import Example
from autograder.questions import find_question

SEEDS = range(5)
UPDATE = find_question("01-perceptron-update/update")
TRAIN = find_question("01-perceptron-update/train")
LMS_GRADIENT = find_question("01-perceptron-update/lms_gradient")


def test_update_gives_the_numbers_of_the_lecture():
    example = Example(np.array([1, 1, -2]), -3, np.array([-1, -2, 3]), 1, 1.0)
    updated = example.reference
    np.testing.assert_equal(updated["w"], [0, -1, 1])
    assert updated["b"] == -2


@pytest.mark.parametrize("seed", SEEDS)
def test_training_ends_where_no_row_moves_it(seed):
    """By definition of convergence; and one update too few does not get there."""
    training = TRAIN.draw_case(seed, 2)
    run = training.right
    np.testing.assert_equal((training.X @ run["w"] + run["b"] >= 0).astype(int), training.y)
    shorter = training.until(len(training.way) - 2).right
    assert not np.array_equal((training.X @ shorter["w"] + shorter["b"] >= 0), training.y)


def test_lms_reference_is_the_symbolic_derivative():
    case = LMS_GRADIENT.draw_case(1, 0)
    w, b = sympy.symbols("w:5"), sympy.Symbol("b")
    residuals = [
        sympy.Add(*(x * s for x, s in zip(row, w, strict=True))) + b - y
        for row, y in zip(case.X, case.y, strict=True)
    ]
    loss = sympy.Add(*(residual**2 for residual in residuals)) / (2 * len(residuals))
    at: Any = dict(zip((*w, b), (*case.w, case.b), strict=True))
    exact = [float(loss.diff(s).subs(at)) for s in (*w, b)]
    for got in (case.reference, case.gradient):
        np.testing.assert_allclose([*got["dw"], got["db"]], exact)


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_avoid_the_aliases_that_hide_mistakes(seed):
    for number in range(UPDATE.cases):
        example = UPDATE.draw_case(seed, number)
        assert example.eta != 1
        assert abs(example.x.sum()) >= 0.5
        assert abs(example.x.sum() - 1) >= 0.5
    etas = {UPDATE.draw_case(seed, number).eta for number in (0, 1, 4, 5)}
    assert len(etas) > 1
