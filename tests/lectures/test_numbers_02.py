"""The numbers and errata that lecture 02 prints, from SymPy and 50 digits, not from nnlib."""

from math import e

import pytest
import sympy as sp

from tests.support.lecture_numbers import number
from tests.support.lecture_text import words

LECTURE = words("02-chain-rule")
x, z, u, w, h = sp.symbols("x z u w h", positive=True)
w1 = sp.Symbol("w1", real=True)
ROOT = sp.sqrt(5 * z - 8)
EPS = sp.Rational(1, 2**52)


def test_the_root_and_its_two_rates():
    assert number(sp.diff(ROOT, z), {z: 3}) == pytest.approx(0.94491, abs=5e-6)
    assert number(sp.diff(sp.sqrt(u), u), {u: 7}) == pytest.approx(0.18898, abs=5e-6)
    at_the_wrong_place = 5 * number(sp.diff(sp.sqrt(u), u), {u: 3})
    factor = at_the_wrong_place / number(sp.diff(ROOT, z), {z: 3})
    assert factor == pytest.approx(number(sp.sqrt(u / 3), {u: 7}))
    assert factor == pytest.approx(1.53, abs=0.005)
    for told in ("0.94491", "$0.18898$", r"\sqrt{7/3} \approx 1.53"):
        assert told in LECTURE


def test_the_nest_has_five_factors():
    s, t = sp.symbols("s t", positive=True)
    steps = {w: 3 * w + 4, s: s**2, t: t + 6, u: sp.sqrt(u), x: 3 * x}
    value, factors, values = -1, [], []
    for letter, step in steps.items():
        factors.append(number(sp.diff(step, letter), {letter: value}))
        value = step.subs(letter, value)
        values.append(value)
    assert [float(value) for value in values] == pytest.approx([1, 1, 7, 2.646, 7.937], abs=5e-4)
    assert factors == pytest.approx([3, 2, 1, 0.189, 3], abs=5e-4)
    whole = 3 * sp.sqrt((w * 3 + 4) ** 2 + 6)
    assert sp.simplify(sp.diff(whole, w).subs(w, -1) - 9 / sp.sqrt(7)) == 0
    assert number(9 / sp.sqrt(u), {u: 7}) == pytest.approx(3.40168, abs=5e-6)
    assert r"\frac{9}{\sqrt 7} \approx 3.40168" in LECTURE


def test_ten_sigmoids_are_at_most_this_steep():
    sigma = 1 / (1 + sp.exp(-u))
    assert sp.simplify(sp.diff(sigma, u) - sigma * (1 - sigma)) == 0
    a = sp.Symbol("a")
    assert sp.solve(sp.diff(a * (1 - a), a), a) == [sp.Rational(1, 2)]
    assert round(4.0**-10 * 1e7, 1) == 9.5
    assert r"4^{-10} \approx 9.5 \cdot 10^{-7}" in LECTURE


def test_both_paths_of_x_to_the_x_add_up():
    v = sp.Symbol("v", positive=True)
    by_base, by_exponent = sp.diff(u**v, u), sp.diff(u**v, v)
    at = {u: 2, v: 2}
    assert number(by_base, at) == 4
    assert number(by_exponent, at) == pytest.approx(2.773, abs=5e-4)
    whole = number(sp.diff(x**x, x), {x: 2})
    assert whole == pytest.approx(number(by_base + by_exponent, at))
    assert whole == pytest.approx(6.773, abs=5e-4)
    # Neither school rule alone is right, for any x but those where the other path is still.
    assert sp.simplify(by_base.subs({u: x, v: x}) - x**x) == 0
    assert sp.simplify(by_exponent.subs({u: x, v: x}) - x**x * sp.log(x)) == 0


def test_the_valley_without_a_closed_form():
    loss = w1**2 / 2 + sp.exp(w1)
    slope = sp.diff(loss, w1)
    assert number(slope, {w1: 1}) == pytest.approx(1 + e)
    assert number(slope, {w1: 1}) == pytest.approx(3.72, abs=0.005)
    assert number(slope, {w1: -2}) == pytest.approx(-1.86, abs=0.005)
    # What solves it is Lambert's W, which school does not know.
    assert sp.solve(slope, w1) == [-sp.LambertW(1)]
    assert number(-sp.LambertW(u), {u: 1}) == pytest.approx(-0.5671, abs=5e-5)


def test_what_follows_the_slope_in_each_difference():
    f = sp.Function("f")
    forward = (f(x + h) - f(x)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    aside = f(x + sp.I * h)
    for name, quotient, expected in (
        ("sin", forward, [sp.cos(x), -sp.sin(x) / 2, -sp.cos(x) / 6]),
        ("sin", central, [sp.cos(x), 0, -sp.cos(x) / 6]),
        ("sin", aside, [sp.sin(x), sp.I * sp.cos(x), sp.sin(x) / 2]),
    ):
        series = sp.series(quotient.replace(f, getattr(sp, name)), h, 0, 3).removeO()
        assert [
            sp.simplify(series.expand().coeff(h, power) - term)
            for power, term in enumerate(expected)
        ] == [0, 0, 0]


def test_the_bottom_of_the_valley():
    values, third = sp.symbols("values third", positive=True)
    error = h**2 / 6 * third + EPS / h * values
    (best,) = sp.solve(sp.diff(error, h), h)
    assert sp.simplify(best - sp.cbrt(3 * EPS * values / third)) == 0
    bend = number(sp.diff(ROOT, z, 3), {z: 3})
    assert bend == pytest.approx(0.3616, abs=5e-5)
    at = number(best, {values: sp.sqrt(7), third: bend})
    assert at == pytest.approx(1.7e-5, abs=5e-7)
    assert number(EPS**u, {u: sp.Rational(1, 2)}) == pytest.approx(1.5e-8, abs=5e-10)
    assert number(EPS**u, {u: sp.Rational(1, 3)}) == pytest.approx(6e-6, abs=5e-7)
    assert float(EPS) == pytest.approx(2.2e-16, abs=5e-18)


def test_truncation_grows_towards_the_begin_of_the_root():
    share = sp.diff(ROOT, z, 3) / sp.diff(ROOT, z)
    grows = number(share, {z: sp.Rational(27, 10)}) / number(share, {z: sp.Rational(45, 10)})
    assert grows == pytest.approx(7, abs=0.1)
    assert "about 7 times as large a share" in LECTURE


def test_what_a_difference_sees_across_a_kink():
    step, at = sp.Rational(1, 1000), sp.Rational(1, 10000)
    slope = (sp.Max(0, at + step) - sp.Max(0, at - step)) / (2 * step)
    assert slope == sp.Rational(55, 100)
    assert (abs(step) - abs(-step)) / (2 * step) == 0
