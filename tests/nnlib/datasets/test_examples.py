"""The data that are worked by hand."""

import pytest

from nnlib import datasets
from nnlib.perceptron import predict


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("or", lambda a, b: a or b),
        ("and", lambda a, b: a and b),
        ("nand", lambda a, b: not (a and b)),
        ("xor", lambda a, b: a != b),
    ],
)
def test_gates_follow_their_rules(name, rule):
    X, y = datasets.logic_gate(name)
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == [int(rule(*row)) for row in X.tolist()]


def test_perceptron_example_is_the_one_of_lecture_01():
    x, y, w, b = datasets.perceptron_example()
    assert (x.tolist(), y, w.tolist(), b) == ([-1, -2, 3], 1, [1, 1, -2], -3)
    assert w @ x + b == -12
    assert predict(w, b, x) == 0


def test_three_layer_example_fits_together_with_all_sizes_different():
    X, Y, p = datasets.three_layer_example()
    shapes = {name: value.shape for name, value in p.items()}
    assert shapes == {
        "W1": (2, 4), "b1": (4,), "W2": (4, 3), "b2": (3,), "Wo": (3, 1), "bo": (1,)
    }  # fmt: skip
    assert (X.shape, Y.shape) == ((5, 2), (5, 1))
