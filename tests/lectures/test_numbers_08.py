"""The numbers and errata that lecture 08 prints, from SymPy and plain Python, not from nnlib."""

import math
import re
from fractions import Fraction
from itertools import pairwise, product

import pytest
import sympy as sp

from tests.support.lecture_text import words

LECTURE = words("08-digits")
z = sp.Symbol("z", real=True)


def parameters(*widths):
    """Count one by one: a unit has a weight for each unit before it, and a bias."""
    return sum(
        1 for before, here in pairwise(widths) for _ in range(here) for _ in range(before + 1)
    )


# --- activations ---------------------------------------------------------------------------------


def test_the_slope_of_the_sigmoid_is_a_quarter_at_most():
    sigma = 1 / (1 + sp.exp(-z))
    slope = sp.diff(sigma, z)
    assert sp.simplify(slope - sigma * (1 - sigma)) == 0
    assert slope.subs(z, 0) == sp.Rational(1, 4)
    assert sp.solveset(sp.diff(slope, z), z, sp.S.Reals) == sp.FiniteSet(0)
    assert 4**8 == 65536
    assert "$(1/4)^8 = 1/65536$" in LECTURE
    assert f"{sp.N(slope.subs(z, 5)):.4f}" == "0.0066"
    assert "the slope is only 0.0066" in LECTURE


def test_two_linear_layers_are_one():
    X, W_1, W_2 = (sp.MatrixSymbol(name, 2, 2).as_explicit() for name in ("X", "W1", "W2"))
    b_1, b_2 = (sp.ones(2, 1) * sp.MatrixSymbol(name, 1, 2).as_explicit() for name in ("b1", "b2"))
    stacked = (X * W_1 + b_1) * W_2 + b_2
    assert sp.expand(stacked - (X * (W_1 * W_2) + b_1 * W_2 + b_2)) == sp.zeros(2, 2)


# --- sizes ---------------------------------------------------------------------------------------


def test_the_network_for_mnist_is_counted_rightly():
    assert parameters(784, 256, 10) == 203_530
    assert 256 * 784 + 10 * 256 == 203_264
    assert "200{,}960 + 2{,}570 = 203{,}530$" in LECTURE
    assert "there are 203,264 weights" in LECTURE


@pytest.mark.parametrize(
    ("widths", "said"),
    [
        ((64, 32, 10), "all 2,410 parameters"),
        ((64, 10), "650 parameters"),
        ((64, 8, 10), "8 units with 610"),
        ((64, 64, 10), "64 units with 4,810 parameters"),
        ((512, 256), "131{,}328$ parameters"),
        ((256, 256), "65{,}792$"),
        ((256, 3), "= 771$"),
        ((512, 256, 256, 256, 3), "makes 263,683"),
        ((512, 256, 256, 256, 256, 3), "with four 329,475"),
    ],
)
def test_other_networks_are_counted_rightly(widths, said):
    assert said in LECTURE
    digits = max(re.findall(r"\d[\d,{}]*", said), key=lambda found: len(found.strip(",")))
    assert parameters(*widths) == int(re.sub(r"\D", "", digits))


def test_an_epoch_has_38_updates():
    assert divmod(1200, 32) == (37, 16)
    assert r"$1200 = 37 \cdot 32 + 16$" in LECTURE


# --- softmax -------------------------------------------------------------------------------------


def test_softmax_and_its_loss():
    logits = [0, 0, sp.log(2)]
    powers = [sp.exp(logit) for logit in logits]
    assert [power / sum(powers) for power in powers] == [Fraction(1, 4)] * 2 + [Fraction(1, 2)]
    assert f"{math.log(2):.4f}" == "0.6931"
    assert f"{math.log(10):.4f}" == "2.3026"
    assert r"$-\log\tfrac1{10} = \log 10 = 2.3026$" in LECTURE


def test_the_gradient_of_the_loss_is_p_minus_the_label():
    logits = sp.symbols("z0:3")
    total = sum(sp.exp(logit) for logit in logits)
    p = [sp.exp(logit) / total for logit in logits]
    for label, k in product(range(3), repeat=2):
        slope = sp.diff(p[label], logits[k])
        assert sp.simplify(slope - p[label] * (int(label == k) - p[k])) == 0
        assert sp.simplify(-slope / p[label] - (p[k] - int(label == k))) == 0
    together = sp.Add(*(sp.diff(sp.log(p[0]), logit) for logit in logits))
    assert sp.simplify(together) == 0


# --- what a network can represent ----------------------------------------------------------------


def test_a_unit_for_each_row_makes_every_table_of_three_bits():
    rows = list(product((0, 1), repeat=3))
    for table in product((0, 1), repeat=8):
        ones = [row for row, answer in zip(rows, table, strict=True) if answer]
        for x, answer in zip(rows, table, strict=True):
            sums = [
                sum((2 * bit - 1) * xi for bit, xi in zip(row, x, strict=True))
                + Fraction(1, 2)
                - sum(row)
                for row in ones
            ]
            assert all(
                (total == Fraction(1, 2)) == (row == x)
                for total, row in zip(sums, ones, strict=True)
            )
            assert all(abs(total) >= Fraction(1, 2) for total in sums)
            assert any(total >= 0 for total in sums) == answer
    assert sum(bin(number).count("1") % 2 for number in range(2**10)) == 512
    assert "512 units for 10 bits" in LECTURE


def test_stairs_of_sigmoids_come_close():
    def wave(x):
        return math.sin(2 * math.pi * x) + x

    def stairs(n, x):
        heights = [wave((k + 1) / n) - wave(k / n) for k in range(n)]
        units = (1 / (1 + math.exp(-10 * n * (x - (k + 0.5) / n))) for k in range(n))
        return sum(height * unit for height, unit in zip(heights, units, strict=True))

    places = [k / 500 for k in range(501)]
    errors = {n: max(abs(stairs(n, x) - wave(x)) for x in places) for n in (5, 20)}
    assert {n: f"{error:.2f}" for n, error in errors.items()} == {5: "0.29", 20: "0.07"}


def test_folding_doubles_the_pieces_and_a_single_layer_has_one_more_than_units():
    x = sp.Symbol("x")
    ends, slopes = [Fraction(0), Fraction(1)], [1]
    for _ in range(5):
        # x ↦ 1 − |2x − 1| of each straight piece, which is halved where it crosses ½.
        ends = sorted({end / 2 for end in ends} | {1 - end / 2 for end in ends})
        slopes = [2 * slope for slope in slopes] + [-2 * slope for slope in slopes]
    assert len(ends) - 1 == len(slopes) == 32
    fold = 2 * sp.Max(0, x) - 4 * sp.Max(0, x - sp.Rational(1, 2))
    for value in (0, Fraction(1, 8), Fraction(1, 2), Fraction(3, 4), 1):
        assert fold.subs(x, sp.Rational(value)) == 1 - abs(2 * value - 1)
    assert 2**20 - 1 > 1_000_000
    assert "takes a single layer 31" in LECTURE


# --- games ---------------------------------------------------------------------------------------


def test_the_chances_on_five_fields():
    v = sp.symbols("v1:6")
    along = [0, *v, 1]
    chances = sp.solve([2 * along[k] - along[k - 1] - along[k + 1] for k in range(1, 6)], v)
    assert [chances[value] for value in v] == [sp.Rational(k, 6) for k in range(1, 6)]
    assert "1/6, 2/6, 3/6, 4/6, 5/6" in LECTURE


def test_the_table_of_td_gammon_and_its_points_per_game():
    rows = re.findall(r"\| TD-Gammon (\S+) \|.*\| ([−+]\d+) points? in (\d+) games", LECTURE)
    means = {name: int(points.replace("−", "-")) / int(games) for name, points, games in rows}
    assert means == {"1.0": -13 / 51, "2.0": -7 / 38, "2.1": -1 / 40, "3.0": 6 / 20}
    assert "1.0 lost 0.25 points a game, 2.0 lost 0.18, 2.1 lost 0.03, and 3.0 won 0.30" in LECTURE
    assert [f"{abs(mean):.2f}" for mean in means.values()] == ["0.25", "0.18", "0.03", "0.30"]
    games = re.findall(r"\| TD-Gammon \S+ \| (\d+) \| ([\d,]+) \|", LECTURE)
    assert games == [
        ("40", "200,000"), ("80", "300,000"), ("40", "800,000"), ("80", "1,500,000"),
        ("80", "1,500,000"),
    ]  # fmt: skip


def test_the_inputs_of_td_gammon():
    # Four units for each side on each of 24 points; then bar and borne off for both, and the turn.
    assert 24 * 2 * 4 == 192
    assert 192 + 2 + 2 + 2 == 198
    assert "192 of them" in LECTURE


def test_a_sigmoid_nears_a_step_except_at_the_jump():
    there, steep = sp.Symbol("z", positive=True), sp.Symbol("k", positive=True)
    sigma = 1 / (1 + sp.exp(-steep * z))
    assert sp.limit(sigma.subs(z, there), steep, sp.oo) == 1
    assert sp.limit(sigma.subs(z, -there), steep, sp.oo) == 0
    assert sigma.subs(z, 0) == sp.Rational(1, 2)  # off by ½, however steep
    assert "somewhere it is off by about ½" in LECTURE
