"""The numbers and errata that lecture 04 prints, from SymPy and high precision, not from nnlib."""

import csv
import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
import sympy as sp

from tests.support.lecture_numbers import number
from tests.support.lecture_text import text, words

ROOT = Path(__file__).parents[2]
LECTURE = words("04-logistic-graph")
x, y, w, p = sp.symbols("x y w p", real=True)
AT = {x: 3, y: 1, w: 3}
xi = [w * x]
xi += [sp.exp(-xi[0])]
xi += [1 + xi[1]]
xi += [1 / xi[2]]
xi += [sp.log(xi[3])]
LOSS = -(y * sp.log(p) + (1 - y) * sp.log(1 - p))


def test_the_gradient_has_the_sign_of_the_lecture_and_not_of_the_sources():
    gradient = number(sp.diff(-y * xi[4], w), AT)
    assert gradient == pytest.approx(-0.000370183727958695, rel=1e-12)
    assert "-0.000370183728" in LECTURE
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
    tangents = [number(sp.diff(node, w), AT) for node in xi]
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


def test_where_the_circles_cross_one_half():
    # Ten groups of neighbours, 31 patients in the first three and 30 in the others.
    with (ROOT / "nnlib" / "data" / "heart.csv").open() as file:
        rows = sorted(
            ((int(row["max_hr"]), int(row["ahd"])) for row in csv.DictReader(file)),
            key=lambda row: row[0],
        )
    ends = [0, 31, 62, 93, *range(123, 304, 30)]
    groups = [rows[start:end] for start, end in pairwise(ends)]
    circles = [
        tuple(sum(column) / len(group) for column in zip(*group, strict=True)) for group in groups
    ]
    above = max(rate for rate, share in circles if share > 0.5)
    below = min(rate for rate, share in circles if share < 0.5)
    assert (round(above), round(below)) == (144, 150)
    assert "The circles cross ½ between 144 and 150 beats per minute" in LECTURE
    assert (rows[0][0], rows[-1][0]) == (71, 202)


def test_how_far_the_loss_falls_and_in_how_many_updates():
    with (ROOT / "nnlib" / "data" / "heart.csv").open() as file:
        rows = [(int(row["max_hr"]), int(row["ahd"])) for row in csv.DictReader(file)]
    mean = sum(rate for rate, _ in rows) / len(rows)
    spread = (sum((rate - mean) ** 2 for rate, _ in rows) / len(rows)) ** 0.5
    points = [((rate - mean) / spread, ill) for rate, ill in rows]
    code = text(ROOT / "lectures" / "04-logistic-graph.ipynb", "code")
    found = re.search(r"falls from ([\d.]+) to ([\d.]+) in (\d+) updates", LECTURE)
    recorded = re.search(r"for _ in range\((\d+)\):\s+loss, dz = .*\s+history\.append", code)
    assert found
    assert recorded
    first, last, updates = float(found[1]), float(found[2]), int(found[3])
    assert updates == int(recorded[1]) - 1  # the first loss is recorded before any update
    b0 = b1 = 0.0
    for step in range(updates + 1):
        chances = [1 / (1 + math.exp(-b0 - b1 * rate)) for rate, _ in points]
        told = zip(chances, points, strict=True)
        loss = -sum(math.log(p if ill else 1 - p) for p, (_, ill) in told) / len(points)
        if step in (0, updates):
            assert round(loss, 3) == (last if step else first)
        residuals = [p - ill for p, (_, ill) in zip(chances, points, strict=True)]
        b0 -= sum(residuals) / len(points)
        b1 -= sum(r * rate for r, (rate, _) in zip(residuals, points, strict=True)) / len(points)


LIVING = {x: 2, y: sp.Rational(1, 4), w: 0}


def table(section):
    """Give the rows of the first table with "because" in a section: its cells, by its node."""
    _, _, text = LECTURE.partition(f"\n## {section}. ")
    rows = re.findall(r"^\| \$([^$]+)\$ \|(.+)\|$", text.partition("| because |")[2], re.M)
    found = {}
    for node, cells in rows:
        name = node.split(" = ")[0]
        if name in found:
            break
        found[name] = [cell.strip().strip("$") for cell in cells.split("|")]
    return found


def read(latex):
    """Read a number such as \\tfrac34 \\log\\tfrac12 or -2."""
    plain = re.sub(r"\\tfrac(\d)(\d)", r"(\1/\2)", latex)
    plain = re.sub(r"\\log\s*(\(\S+\)|\d)", r"*log(\1)", plain).lstrip("*")
    return sp.nsimplify(plain)


def test_the_table_of_forward_mode_at_a_point_where_numbers_live():
    nodes = [w, *xi, 1 - xi[3], sp.log(1 - xi[3]), (1 - y) * sp.log(1 - xi[3]), y * xi[4]]
    loss = -(nodes[8] + nodes[9])
    expected = dict(zip(["w", *(rf"\xi_{k}" for k in range(1, 10))], nodes, strict=True))
    rows = table(6)
    assert list(rows) == [*expected, "J"]
    for name, node in (expected | {"J": loss}).items():
        value, _, tangent, _ = rows[name]
        assert sp.simplify(read(value) - node.subs(LIVING)) == 0
        assert read(tangent) == sp.diff(node, w).subs(LIVING)


def test_the_table_of_reverse_mode_at_a_point_where_numbers_live():
    u = sp.symbols("u1:10", positive=True)
    p1, q1 = 1 / u[2], 1 - 1 / u[2]
    # The loss from each node on, all others as they follow from it.
    from_node = {
        r"\xi_9": -(u[8]), r"\xi_8": -(u[7]), r"\xi_7": -(1 - y) * u[6],
        r"\xi_6": -(1 - y) * sp.log(u[5]), r"\xi_5": -y * u[4],
        r"\xi_4": -y * sp.log(u[3]) - (1 - y) * sp.log(1 - u[3]),
        r"\xi_3": -y * sp.log(p1) - (1 - y) * sp.log(q1),
        r"\xi_2": (-y * sp.log(p1) - (1 - y) * sp.log(q1)).subs(u[2], 1 + u[1]),
        r"\xi_1": (-y * sp.log(p1) - (1 - y) * sp.log(q1)).subs(u[2], 1 + sp.exp(-u[0])),
    }  # fmt: skip
    at = dict(zip(u, (0, 1, 2, 0.5, 0, 0.5, 0, 0, 0), strict=True)) | {y: sp.Rational(1, 4)}
    rows = table(7)
    assert list(rows) == ["J", *from_node, "w"]
    for name, loss in from_node.items():
        (letter,) = [v for v in u if v.name == f"u{name[-1]}"]
        assert read(rows[name][0]) == sp.nsimplify(sp.diff(loss, letter).subs(at))
    assert read(rows["w"][0]) == sp.Rational(1, 2)
    assert read(rows["J"][0]) == 1


def test_how_sure_the_model_is_where_numbers_vanish():
    assert float(1 / (1 + sp.exp(-9))) == pytest.approx(0.99988, abs=5e-6)
    assert "$p = 0.99988$" in LECTURE
