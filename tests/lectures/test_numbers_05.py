"""What lecture 05 says in numbers, from SymPy, exact fractions and the patients' file."""

import csv
from fractions import Fraction
from math import ceil, log, sqrt
from pathlib import Path

import pytest
import sympy as sp

from tests.support.lecture_text import words

WORDS = words("05-gradient-descent")
CSV = Path(__file__).parents[2] / "nnlib" / "data" / "heart.csv"
theta, eta, w, w1, w2, p = sp.symbols("theta eta w w_1 w_2 p", real=True)
curvature = sp.Symbol("lambda", positive=True)


def descend(loss, rate, steps, start=1):
    """Values of θ in exact fractions, with SymPy's derivative."""
    slope = sp.diff(loss, theta)
    path = [sp.sympify(start)]
    for _ in range(steps):
        path.append(path[-1] - rate * slope.subs(theta, path[-1]))
    return path


# --- sections 1 to 3 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tenths", "path", "told"),
    [
        (1, "1 3/5 9/25 27/125", "$\\eta = 0.1$: 1, 0.6, 0.36, 0.216, from one side"),
        (3, "1 -1/5 1/25 -1/125", "$\\eta = 0.3$: 1, −0.2, 0.04, −0.008"),
        (6, "1 -7/5 49/25 -343/125", "$\\eta = 0.6$: 1, −1.4, 1.96, −2.744"),
    ],
)
def test_steps_on_the_parabola(tenths, path, told):
    rate = sp.Rational(tenths, 10)
    assert descend(2 * theta**2, rate, 3) == [sp.Rational(value) for value in path.split()]
    assert told in WORDS


def test_the_counterexample():
    assert float(descend(2 * theta**2, sp.Rational(6, 10), 10)[-1]) == pytest.approx(
        28.93, abs=5e-3
    )
    assert "and after 10 steps 28.93" in WORDS


def test_the_range_of_rates_that_arrive():
    factor = sp.diff(theta - eta * sp.diff(curvature * theta**2 / 2, theta), theta)
    assert sp.simplify(factor - (1 - eta * curvature)) == 0
    ends = [sp.solve(sp.Eq(factor, sign), eta) for sign in (1, 0, -1)]
    assert ends == [[0], [1 / curvature], [2 / curvature]]
    assert "for $0 < \\eta < 2/\\lambda$" in WORDS


def test_together_and_in_turns():
    loss = (w1 + w2 - 1) ** 2 / 2
    slopes = [sp.diff(loss, weight) for weight in (w1, w2)]
    assert all(sp.expand(slope - (w1 + w2 - 1)) == 0 for slope in slopes)
    half, origin = sp.Rational(1, 2), {w1: 0, w2: 0}
    together = [-half * slope.subs(origin) for slope in slopes]
    first = -half * slopes[0].subs(origin)
    in_turns = [first, -half * slopes[1].subs({w1: first, w2: 0})]
    assert together == [half, half]
    assert in_turns == [half, half / 2]
    assert "by $\\tfrac14$, to $(0.5, 0.25)$" in WORDS


# --- sections 4, 5, 7 and 10: the patients, through their sums alone -----------------------------


with CSV.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
AGE = [(Fraction(row["age"]) - 40) / 10 for row in ROWS]
BEATS = [Fraction(row["max_hr"]) - 150 for row in ROWS]
m = len(ROWS)
XX, X1 = (float(sum(x**k for x in AGE) / m) for k in (2, 1))
XY = float(sum(x * y for x, y in zip(AGE, BEATS, strict=True)) / m)
Y1, YY = float(sum(BEATS) / m), float(sum(y**2 for y in BEATS) / m)
MIDDLE, HALF = (XX + 1) / 2, sqrt((XX - 1) ** 2 / 4 + X1**2)
STEEP, FLAT = MIDDLE + HALF, MIDDLE - HALF
SLOPE = (XY - X1 * Y1) / (XX - X1**2)
BEST = SLOPE, Y1 - SLOPE * X1


def loss(w, b):
    return (XX * w * w + 2 * X1 * w * b + b * b - 2 * XY * w - 2 * Y1 * b + YY) / 2


def walk(rate, steps, memory=0.0, w=40.0, b=-20.0):
    path, vw, vb = [(w, b)], 0.0, 0.0
    for _ in range(steps):
        vw, vb = memory * vw + XX * w + X1 * b - XY, memory * vb + X1 * w + b - Y1
        w, b = w - rate * vw, b - rate * vb
        path.append((w, b))
    return path


def test_the_curvatures_and_the_threshold():
    assert m == 303
    assert (round(STEEP, 3), round(FLAT, 4)) == (3.678, 0.2214)
    assert (round(2 / STEEP, 4), round(STEEP / FLAT, 1)) == (0.5438, 16.6)
    assert round(1 - 2 / STEEP * FLAT, 2) == 0.88
    assert "$\\eta < 2/\\lambda_{\\max} = 2/3.678 = 0.5438$" in WORDS
    assert (round(1 - 0.1 * STEEP, 2), round(1 - 0.1 * FLAT, 2)) == (0.63, 0.98)
    assert round(2 / STEEP / m, 6) == 0.001795
    assert "shrinks to 0.001795" in WORDS


@pytest.mark.parametrize(
    ("rate", "end"), [(0.1, 242), (0.99 * 2 / STEEP, 347), (1.01 * 2 / STEEP, 15567)]
)
def test_what_was_measured_around_the_threshold(rate, end):
    assert round(loss(40, -20)) == 1964
    assert round(loss(*walk(rate, 60)[-1])) == end


def test_the_line_in_closed_form_and_how_long_descent_takes():
    assert (round(BEST[0], 2), round(BEST[1], 1)) == (-9.97, 14.0)
    assert round(loss(*BEST), 1) == 220.3
    near = [max(abs(w - BEST[0]), abs(b - BEST[1])) < 0.01 for w, b in walk(0.5, 100)]
    assert near.index(True) == 73
    assert "needs 73 steps to come within 0.01" in WORDS


def test_both_forms_of_the_slope():
    x, y = sp.symbols("x1:5"), sp.symbols("y1:5")
    n, x_mean, y_mean = 4, sum(x) / sp.Integer(4), sum(y) / sp.Integer(4)
    pairs = [*zip(x, y, strict=True)]
    first = sum(a * b for a, b in pairs) - n * x_mean * y_mean
    assert sp.expand(first - sum((a - x_mean) * (b - y_mean) for a, b in pairs)) == 0
    below = sum(a**2 for a in x) - n * x_mean**2
    assert sp.expand(below - sum((a - x_mean) ** 2 for a in x)) == 0
    b0, b1 = sp.symbols("b0 b1")
    total = sum((b - b0 - b1 * a) ** 2 for a, b in pairs)
    found = sp.solve([sp.diff(total, b0), sp.diff(total, b1)], [b0, b1])
    assert sp.simplify(found[b1] - first / below) == 0
    assert sp.simplify(found[b0] - (y_mean - found[b1] * x_mean)) == 0


def test_full_batches_in_a_round_bowl():
    # Standardised, both curvatures are 1: a step of rate η leaves (1 − η)² of what is too much.
    spread = sqrt(XX - X1**2)
    start = (40**2 + 20**2 + YY) / 2 - 40 * (XY - X1 * Y1) / spread + 20 * Y1
    too_much, best = start - loss(*BEST), loss(*BEST)
    assert [round(best + too_much * 0.9 ** (2 * k)) for k in (0, 1, 10)] == [1613, 1348, 390]
    left = 1.0
    for t in range(1, 31):
        left *= (1 - 0.1 / t) ** 2
    assert round(best + too_much * left, 2) == 836.06
    assert "(836.06)" in WORDS


def test_momentum_goes_faster_and_allows_more():
    best = loss(*BEST)
    ends = [loss(*walk(0.5, 10, memory)[-1]) - best for memory in (0.0, 0.5)]
    assert [round(end, 1) for end in ends] == [72.9, 3.1]
    assert "3.1 above the best instead of 72.9" in WORDS
    # Two steps of θ obey r² − (1 + β − ηλ) r + β = 0; it leaves the unit circle at r = −1.
    r, beta = sp.symbols("r beta")
    characteristic = r**2 - (1 + beta - eta * curvature) * r + beta
    edge = sp.solve(characteristic.subs(r, -1), eta)
    assert sp.simplify(edge[0] - 2 * (1 + beta) / curvature) == 0
    below, above = (walk(share * 3 / STEEP, 400, 0.5)[-1] for share in (0.99, 1.01))
    assert loss(*below) - best < 1
    assert loss(*above) - best > 1000


# --- sections 6 and 8 ----------------------------------------------------------------------------


def test_the_logistic_loss_curves_upward_and_never_by_more_than_a_quarter():
    z, y = sp.symbols("z y", real=True)
    sigma = 1 / (1 + sp.exp(-z))
    cross_entropy = -(y * sp.log(sigma) + (1 - y) * sp.log(1 - sigma))
    assert sp.simplify(sp.diff(cross_entropy, z, 2) - sigma * (1 - sigma)) == 0
    assert sp.simplify(sp.Rational(1, 4) - p * (1 - p) - (p - sp.Rational(1, 2)) ** 2) == 0


def test_the_product_of_two_weights_has_a_saddle():
    loss = (w1 * w2 - 1) ** 2 / 2
    origin = {w1: 0, w2: 0}
    assert [sp.diff(loss, weight).subs(origin) for weight in (w1, w2)] == [0, 0]
    assert loss.subs(origin) == sp.Rational(1, 2)
    assert sorted(sp.hessian(loss, (w1, w2)).subs(origin).eigenvals()) == [-1, 1]


def test_the_two_valleys():
    curve = theta**4 - 2 * theta**2 + theta / 2
    places = sorted(float(root) for root in sp.Poly(sp.diff(curve, theta), theta).nroots())
    assert [round(place, 2) for place in places] == [-1.06, 0.13, 0.93]
    depths = [round(float(curve.subs(theta, place)), 2) for place in places[::2]]
    assert depths == [-1.51, -0.52]


def test_sums_over_batches_count_their_patients():
    assert [round(size * log(2), 3) for size in (2, 3, 5)] == [1.386, 2.079, 3.466]
    assert "The sums: 1.386, 2.079 and, for all five, 3.466" in WORDS
    assert ceil(m / 4) == 76
    assert "batches of 4 have taken 76" in WORDS


def test_the_bowl_of_the_ten_minutes_of_linear_algebra():
    H = sp.Matrix([["5/2", "3/2"], ["3/2", "5/2"]])
    for v, scaled, curvature in (((1, 1), (4, 4), 4), ((1, -1), (1, -1), 1)):
        assert H * sp.Matrix(v) == sp.Matrix(scaled) == curvature * sp.Matrix(v)
        assert f"${scaled}$".replace("$", "") in WORDS
    assert {sp.Rational(2, value) for value in H.eigenvals()} == {sp.Rational(1, 2), 2}
    assert "here $\\eta < 2/4 = 0.5$" in WORDS
    for rate, factor, told in (
        ("2/5", "-3/5", "1 - 1.6 = -0.6"),
        ("11/20", "-6/5", "1 - 2.2 = -1.2"),
    ):
        assert 1 - 4 * sp.Rational(rate) == sp.Rational(factor)
        assert abs(1 - sp.Rational(rate)) < 1  # along the flat direction both rates are fine
        assert told in WORDS
