"""The numbers that the exercises' texts state, worked out in floats."""

import re

import numpy as np

from tests.support.released import notebook


def test_where_a_float_probability_rounds_to_one_and_to_zero():
    words = "\n".join(c.source for c in notebook("solutions", "04-logistic-graph").cells)
    stated = re.search(
        r"p = 1/\(1 \+ e\^−z\) becomes exactly 1 between (\d+) and (\d+), and\s+"
        r"exactly 0 below −(\d+)\.",
        words,
    )
    assert stated
    below_one, one, zero = map(int, stated.groups())
    with np.errstate(over="ignore"):
        p = 1 / (1 + np.exp(-np.array([below_one, one, -zero + 1, -zero], dtype=float)))
    assert list(p == 1) == [False, True, False, False]
    assert list(p == 0) == [False, False, False, True]
