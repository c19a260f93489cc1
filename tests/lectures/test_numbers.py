"""The numbers and errata that the lectures print, from SymPy and high precision, not from nnlib."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
import sympy as sp

LECTURES = Path(__file__).parents[2] / "lectures"


def words(name):
    notebook = nbformat.read(LECTURES / f"{name}.ipynb", as_version=4)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


FIRST, FOURTH = words("01-perceptron-update"), words("04-logistic-graph")
x, y, w, z, p, u = sp.symbols("x y w z p u", real=True)
AT = {x: 3, y: 1, w: 3}
xi = [w * x]
xi += [sp.exp(-xi[0])]
xi += [1 + xi[1]]
xi += [1 / xi[2]]
xi += [sp.log(xi[3])]
LOSS = -(y * sp.log(p) + (1 - y) * sp.log(1 - p))


def number(expression: Any, values: Any = AT) -> float:
    return float(expression.subs(values))


# --- lecture 01 ----------------------------------------------------------------------------------


def test_the_example_is_worked_rightly():
    sample, weights, bias = sp.Matrix([-1, -2, 3]), sp.Matrix([1, 1, -2]), -3
    total = weights.dot(sample) + bias
    assert total == -12
    assert "= -1 - 2 - 6 - 3 = -12" in FIRST
    residual = 1 - 0
    assert list(-residual * sample) == [1, 2, -3]
    assert "$(1, 2, -3)$" in FIRST
    new = weights + residual * sample
    assert list(new) == [0, -1, 1]
    assert new.dot(sample) + bias + residual == 3
    assert "$w = (1, 1, -2) - (1, 2, -3) = (0, -1, 1)$ and $b = -3 - (-1) = -2$" in FIRST
    raw = -(1 - total)
    assert [*(raw * sample), raw] == [13, 26, -39, -13]
    assert "$(13, 26, -39, -13)$" in FIRST


def test_the_raw_step_overshoots_as_told():
    sample = sp.Matrix([-1, -2, 3])
    reach = sample.dot(sample) + 1
    residual = -12 + 13 * reach - 1
    assert reach == 15
    assert residual == 182 == 14 * 13
    assert (13**2 / 2, 182**2 / 2) == (84.5, 16562)
    assert "from 84.5 to 16,562" in FIRST


def test_the_derivative_of_the_root_and_its_misprint():
    root = sp.sqrt(5 * z - 8)
    assert number(sp.diff(root, z), {z: 3}) == pytest.approx(0.94491, abs=5e-6)
    right, printed = sp.diff(sp.sqrt(u), u), sp.Rational(1, 2) * sp.sqrt(u) ** -sp.Rational(1, 2)
    assert sp.simplify(right - u ** -sp.Rational(1, 2) / 2) == 0
    assert number(printed / right, {u: 7}) == pytest.approx(1.63, abs=0.005)


# --- lecture 04 ----------------------------------------------------------------------------------


def test_the_gradient_has_the_sign_of_the_lecture_and_not_of_the_sources():
    gradient = number(sp.diff(-y * xi[4], w))
    assert gradient == pytest.approx(-0.000370183727958695, rel=1e-12)
    assert "-0.000370183728" in FOURTH
    assert f"{gradient:.12f}" == "-0.000370183728"
    h = sp.Rational(1, 10**6)
    above, below = (-xi[4]).subs({x: 3, w: 3 + h}), (-xi[4]).subs({x: 3, w: 3 - h})
    assert sp.N((above - below) / (2 * h), 50) < 0


def test_where_the_sources_lose_the_minus():
    nodes = sp.symbols("xi1:6")
    chain = [-w * x, sp.exp(nodes[0]), 1 + nodes[1], 1 / nodes[2], sp.log(nodes[3])]
    names = (w, *nodes)
    tiny = sp.exp(-9)
    values = dict(zip(nodes, (-9, tiny, 1 + tiny, 1 / (1 + tiny), 0), strict=True)) | AT
    partials = [
        float(sp.diff(node, name).subs(values)) for node, name in zip(chain, names, strict=False)
    ]
    printed = [-3, tiny, 1, 1 / (1 + tiny), 1 + tiny]
    agree = [a == pytest.approx(float(b)) for a, b in zip(partials, printed, strict=True)]
    assert agree == [True, True, True, False, True]
    assert partials[3] == pytest.approx(-0.99975, abs=5e-6)
    assert float(-sp.prod(printed)) == pytest.approx(0.00037022941, abs=1e-11)


def test_the_tangents_and_adjoints_of_the_table():
    tangents = [number(sp.diff(node, w)) for node in xi]
    expected = [3, -3.702294123e-4, -3.702294123e-4, 3.701380493e-4, 3.701837280e-4]
    assert tangents == pytest.approx(expected, rel=1e-9)
    v = sp.Symbol("v", positive=True)
    from_p = -sp.log(v)
    from_sum = from_p.subs(v, 1 / v)
    p_value, sum_value = 1 / (1 + sp.exp(-9)), 1 + sp.exp(-9)
    assert float(sp.diff(from_p, v).subs(v, p_value)) == pytest.approx(-1.000123409804, abs=1e-12)
    assert float(sp.diff(from_sum, v).subs(v, sum_value)) == pytest.approx(
        0.999876605424, abs=1e-12
    )
    assert "-1.000123409804" in FOURTH


def test_the_derivative_by_p_and_by_the_weights():
    right, printed = -y / p + (1 - y) / (1 - p), -y / p - (1 - y) / (1 - p)
    assert sp.simplify(sp.diff(LOSS, p) - right) == 0
    assert sp.simplify(right * p * (1 - p) - (p - y)) == 0
    assert sp.simplify((printed * p * (1 - p)).subs(y, 0) + p) == 0
    assert sp.simplify((right * p * (1 - p)).subs(y, 0) - p) == 0


def test_the_two_branches_of_the_loss():
    sigma = 1 / (1 + sp.exp(-w * x))
    upper, lower = -y * sp.log(sigma), -(1 - y) * sp.log(1 - sigma)
    assert sp.simplify(sp.diff(upper, w) + y * x * sp.exp(-w * x) / (1 + sp.exp(-w * x))) == 0
    assert sp.simplify(sp.diff(lower, w) - (1 - y) * x / (1 + sp.exp(-w * x))) == 0
    assert sp.simplify((1 - sigma) - sp.exp(-w * x) / (1 + sp.exp(-w * x))) == 0


def test_the_geometry_of_the_curve():
    b0, b1 = sp.symbols("b0 b1", nonzero=True)
    curve = 1 / (1 + sp.exp(-(b0 + b1 * x)))
    assert sp.simplify(curve.subs(x, -b0 / b1)) == sp.Rational(1, 2)
    assert sp.simplify(sp.diff(curve, x).subs(x, -b0 / b1) - b1 / 4) == 0
    assert float(curve.subs(x, (2 - b0) / b1)) == pytest.approx(0.880797, abs=1e-6)
