"""The numbers and errata that lecture 01 prints, from SymPy, not from nnlib."""

from itertools import pairwise

import sympy as sp

from tests.support.lecture_text import words

LECTURE = words("01-perceptron-update")


def test_the_example_is_worked_rightly():
    sample, weights, bias = sp.Matrix([-1, -2, 3]), sp.Matrix([1, 1, -2]), -3
    total = weights.dot(sample) + bias
    assert total == -12
    assert "= -1 - 2 - 6 - 3 = -12" in LECTURE
    residual = 1 - 0
    assert list(-residual * sample) == [1, 2, -3]
    assert "$(1, 2, -3)$" in LECTURE
    new = weights + residual * sample
    assert list(new) == [0, -1, 1]
    assert new.dot(sample) + bias + residual == 3
    assert "$w = (1, 1, -2) - (1, 2, -3) = (0, -1, 1)$ and $b = -3 - (-1) = -2$" in LECTURE
    raw = -(1 - total)
    assert [*(raw * sample), raw] == [13, 26, -39, -13]
    assert "$(13, 26, -39, -13)$" in LECTURE


def test_the_raw_step_overshoots_as_told():
    sample = sp.Matrix([-1, -2, 3])
    reach = sample.dot(sample) + 1
    residual = -12 + 13 * reach - 1
    assert reach == 15
    assert residual == 182 == 14 * 13
    assert (13**2 / 2, 182**2 / 2) == (84.5, 16562)
    assert "from 84.5 to 16,562" in LECTURE


def test_xor_goes_round_from_the_epoch_on_that_is_told():
    weights, starts = (0, 0, 0), []
    for _ in range(12):
        starts.append(weights)
        for x1, x2 in (0, 0), (0, 1), (1, 0), (1, 1):
            w1, w2, b = weights
            error = (x1 != x2) - (w1 * x1 + w2 * x2 + b >= 0)
            weights = (w1 + error * x1, w2 + error * x2, b + error)
    comes_back = [start == end for start, end in pairwise(starts)]
    assert comes_back == [False, False] + [True] * 9
    assert (
        "from the third epoch on, every epoch ends with the weights that it began with" in LECTURE
    )
