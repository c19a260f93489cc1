"""What lecture 06 says in numbers and shapes, from SymPy's matrices and plain counting."""

from itertools import permutations
from pathlib import Path

import nbformat
import pytest
import sympy as sp

LECTURE = Path(__file__).parents[2] / "lectures" / "06-vectorised.ipynb"
WORDS = "\n".join(
    cell.source
    for cell in nbformat.read(LECTURE, as_version=4).cells
    if cell.cell_type == "markdown"
)


def letters(name, rows, columns):
    return sp.Matrix(rows, columns, sp.symbols(f"{name}:{rows * columns}"))


def written(matrix):
    rows = r" \\ ".join(" & ".join(map(str, matrix.row(i))) for i in range(matrix.rows))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def gradient(scalar, matrix):
    return sp.Matrix(*matrix.shape, lambda i, j: sp.diff(scalar, matrix[i, j]))


def test_the_example_is_worked_rightly():
    x, w, bias = letters("x", 3, 2), letters("w", 2, 2), letters("b", 1, 2)
    X, W = sp.Matrix([[2, 0], [1, -1], [0, 3]]), sp.Matrix([[1, 2], [0, -1]])
    D = sp.Matrix([[1, 0], [2, -1], [-1, 1]])
    J = sum((x * w + sp.ones(3, 1) * bias).multiply_elementwise(D))
    values = dict(zip([*x, *w, *bias], [*X, *W, 0, 0], strict=True))
    by_W, by_X, by_b = (gradient(J, each).subs(values) for each in (w, x, bias))
    assert by_W == sp.Matrix([[4, -1], [-5, 4]])
    assert by_X == sp.Matrix([[1, 0], [0, 1], [1, -1]])
    assert list(by_b) == [2, 0]
    for matrix in (X, W, D, by_W, by_X):
        assert written(matrix) in WORDS
    assert "the columns of $D$ add up to 2 and 0" in WORDS


@pytest.mark.parametrize(("h", "d", "m", "fits"), [(5, 10, 3, 1), (4, 4, 3, 2), (4, 4, 4, 8)])
def test_how_many_of_eight_products_have_the_shape_of_the_weights(h, d, m, fits):
    # In the layout of the source: W (h, d), X (d, m), what is handed back (h, m).
    shapes = {"X": (d, m), "Xt": (m, d), "D": (h, m), "Dt": (m, h)}
    pairs = [pair for pair in permutations(shapes, 2) if pair[0][0] != pair[1][0]]
    assert len(pairs) == 8
    fitting = [
        (left, right)
        for left, right in pairs
        if shapes[left][1] == shapes[right][0] and (shapes[left][0], shapes[right][1]) == (h, d)
    ]
    assert len(fitting) == fits
    assert ("D", "Xt") in fitting
    for told in (
        "One; two; all eight",
        "to one for 5, 10, 3, to two for 4, 4, 3, and not at all for 4, 4, 4",
    ):
        assert told in WORDS


def test_the_two_that_fit_are_transposes_of_each_other():
    X, D = letters("x", 3, 4), letters("d", 3, 4)
    assert (X.T * D).T == D.T * X
    assert "the two are each other's transposes" in WORDS


def test_the_sigmoid_hands_back_018():
    z = sp.Symbol("z")
    slope = sp.diff(1 / (1 + sp.exp(-z)), z).subs(z, sp.log(9))
    assert 2 * slope == sp.Rational(18, 100)
    assert "$2 \\cdot 0.9 \\cdot 0.1 = 0.18$" in WORDS
    a = sp.Symbol("a")
    (top,) = sp.solve(sp.diff(a * (1 - a), a), a)
    assert (top, top * (1 - top)) == (sp.Rational(1, 2), sp.Rational(1, 4))


def test_each_use_of_a_shared_weight_counts():
    x, w, u, v = sp.symbols("x w u v")
    uses = [sp.diff(x * u * v, each).subs({u: w, v: w}) for each in (u, v)]
    both = sp.diff(x * w * w, w)
    assert sp.expand(sum(uses) - both) == 0
    assert [each.subs({x: 1, w: 5}) for each in (*uses, both)] == [5, 5, 10]
    assert "$5 + 5 = 10$" in WORDS


def test_a_shared_matrix_gets_the_sum_of_both_uses():
    X, W, D = letters("x", 3, 2), letters("w", 2, 2), letters("d", 3, 2)
    J = sum((X * W * W).multiply_elementwise(D))
    told = X.T * D * W.T + (X * W).T * D
    assert sp.expand(gradient(J, W) - told) == sp.zeros(2, 2)


def test_a_sum_takes_steps_that_grow_with_the_batch():
    w, eta = sp.symbols("w eta")
    sample = (w - 3) ** 2 / 2
    for m in (5, 10):
        total, mean = m * sample, m * sample / m
        assert sp.diff(total, w) == m * sp.diff(mean, w)
        # The same path with alpha = eta/m.
        assert sp.expand(eta / m * sp.diff(total, w) - eta * sp.diff(mean, w)) == 0
    assert "$\\alpha = \\eta/m$" in WORDS
