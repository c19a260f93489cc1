"""What lecture 03 says in numbers, from SymPy, exact fractions and plain counting."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import sympy as sp

LECTURE = Path(__file__).parents[2] / "lectures" / "03-three-layer.ipynb"
WORDS = "\n".join(
    cell.source
    for cell in nbformat.read(LECTURE, as_version=4).cells
    if cell.cell_type == "markdown"
)

x, W_1, b_1, W_2, b_2, W_o, b_o, y = sp.symbols("x W_1 b_1 W_2 b_2 W_o b_o y")
C = (W_1 * x + b_1) ** 2
B = (W_2 * C + b_2) ** 2
O = (W_o * B + b_o) ** 2  # noqa: E741
AT = {W_1: 1, b_1: -1, W_2: 3, b_2: -1, W_o: sp.Rational(1, 2), b_o: 1}
FIRST, SECOND = {x: 2, y: 8}, {x: 1, y: 3}


def at(expression, sample):
    return expression.subs(AT | sample)


def test_the_chain_is_worked_rightly():
    assert [at(value, FIRST) for value in (C, B, O)] == [1, 4, 9]
    assert "squared $O = 9$" in WORDS
    slopes = [at(sp.diff(O, weight), FIRST) for weight in (W_o, W_2, W_1)]
    assert slopes == [24, 12, 144]
    rows = re.findall(r"^\| \$W_[o21]\$ \| \$6 .*\| (\d+) \|$", WORDS, re.M)
    assert [int(row) for row in rows] == slopes


def test_two_samples_and_the_residual_that_was_averaged_too_early():
    assert at(O, SECOND) == sp.Rational(9, 4)
    loss = sum(((y - O) ** 2).subs(sample) for sample in (FIRST, SECOND)) / 4
    right = sp.diff(loss, W_o).subs(AT)
    residuals = [at(y - O, sample) for sample in (FIRST, SECOND)]
    slopes = [at(sp.diff(O, W_o), sample) for sample in (FIRST, SECOND)]
    wrong = -sum(residuals) / 2 * sum(slopes) / 2
    assert residuals == [-1, sp.Rational(3, 4)]
    assert float(right) == 10.875
    assert float(wrong) == 1.6875
    assert "1.6875 in place of 10.875" in WORDS


def test_the_multiplications_of_the_long_expressions():
    # f is worked out from x on each time; a product of k factors takes k − 1.
    nested = {"C": 1, "B": 2, "A": 3}  # in the argument of each
    by_W_o = nested["A"] + nested["B"] + 1
    by_W_2 = nested["A"] + nested["B"] + nested["C"] + 3
    by_W_1 = nested["A"] + nested["B"] + nested["C"] + 5
    assert (by_W_o, by_W_2, by_W_1) == (6, 9, 11)
    assert by_W_o + by_W_2 + by_W_1 == 26
    assert "26 multiplications, and 8 of them are the very same $W_1 x$" in WORDS


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (lambda L: (L**3 + 6 * L**2 - L) / 3, "literal 8 (7.6)"),
        (lambda L: 2 * L**2, "one forward pass each 4,"),
        (lambda L: L**2 + L, "forward pass kept 4 (3.96)"),
        (lambda L: 4 * L - 2, "backpropagation 2 (2.01)"),
    ],
)
def test_how_the_counts_grow(count, told):
    assert told in WORDS
    rough, *fine = (float(number) for number in re.findall(r"\d+\.?\d*", told))
    growth = count(100) / count(50)
    assert round(growth) == rough
    assert all(growth == pytest.approx(number, abs=0.05) for number in fine)


def test_what_a_batch_costs():
    forward = [5 * a * b for a, b in pairwise((2, 4, 3, 1))]
    everything = 2 * sum(forward) + sum(forward[1:])
    parameters = sum((a + 1) * b for a, b in pairwise((2, 4, 3, 1)))
    assert (sum(forward), everything, parameters) == (115, 305, 31)
    assert everything / sum(forward) == pytest.approx(2.7, abs=0.05)
    assert 2 * parameters * sum(forward) == 7130
    for told in ("= 115$", "305 in all, 2.7 times", "62 passes, 7,130 multiplications"):
        assert told in WORDS


def test_a_delta_with_two_diagonals_is_the_same_delta():
    # One sample, widths 3 and 2: the elementwise form of the row against the column.
    delta = sp.Matrix(1, 2, sp.symbols("r1:3"))  # the residual over m
    slope_A, slope_B = sp.symbols("a1:3"), sp.symbols("b1:4")
    W = sp.Matrix(3, 2, sp.symbols("w1:7"))
    D_o = delta.multiply_elementwise(sp.Matrix(1, 2, slope_A))
    D_2 = (D_o * W.T).multiply_elementwise(sp.Matrix(1, 3, slope_B))
    column = sp.diag(*slope_B) * W * sp.diag(*slope_A) * delta.T
    assert sp.expand(D_2.T - column) == sp.zeros(3, 1)


def test_the_shapes_that_do_not_fit_are_those_of_the_network_in_section_1():
    code = "\n".join(
        cell.source
        for cell in nbformat.read(LECTURE, as_version=4).cells
        if cell.cell_type == "code"
    )
    drawn = re.search(r"show_network\(\[(\d+), (\d+), (\d+), (\d+)\]\)", code)
    taken = re.search(r"Take \$d_1 = (\d+)\$ and \$d_2 = (\d+)\$, as in section 1", WORDS)
    assert drawn
    assert taken
    h1, h2 = taken.groups()
    assert (h1, h2) == drawn.group(2, 3)
    shapes = f"$B'$ $(1, {h2})$ and $C$ $(1, {h1})$, and $W_o$ is $({h2}, 2)$"
    assert shapes in WORDS
    assert f"$(1, 2)({h2}, 2)$, does not exist" in WORDS
    assert f"the result should be $({h1}, {h2})$, like $W_2$" in WORDS
