"""The widget of lecture 02: what it says of slopes and errors, from SymPy and 50 digits."""

import re
from typing import Any

import numpy as np
import pytest
import sympy as sp

from nnlib import widgets
from nnlib.widgets.difference_valley import CURVES, causes, errors, slopes

x = sp.Symbol("x", positive=True)
SYMBOLIC = {
    "√(5x − 8)": sp.sqrt(5 * x - 8),
    "x²": x**2,
    "x³": x**3,
    "sin x": sp.sin(x),
    "eˣ": sp.exp(x),
}
POINTS = (2.7, 3.45, 4.5)


def said(**settings):
    widget = widgets.difference_valley()
    for name, value in settings.items():
        widget.controls[name].value = value
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def digits(text):
    """Read how many digits the forward difference, the central one and the complex step have."""
    found = re.search(
        r"Right digits: forward difference (\d+), central difference (\d+), complex step (\d+)",
        text,
    )
    assert found, text
    return tuple(map(int, found.groups()))


def test_it_offers_these_curves():
    assert [*CURVES] == [*SYMBOLIC]


@pytest.mark.parametrize("name", SYMBOLIC)
@pytest.mark.parametrize("at", POINTS)
def test_each_curve_has_its_own_slope_and_third_derivative(name, at):
    curve, f = CURVES[name], SYMBOLIC[name]
    for found, expected in (
        (float(curve.f(at)), f),
        (curve.slope(at), sp.diff(f, x)),
        (curve.third(at), sp.diff(f, x, 3)),
    ):
        assert found == pytest.approx(sp.lambdify(x, expected, "math")(at), rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("name", SYMBOLIC)
def test_wide_steps_measure_what_exact_arithmetic_gives(name):
    at, h = sp.Rational(345, 100), sp.Rational(1, 100)
    here, up, down, aside = (sp.N(SYMBOLIC[name].subs(x, at + d), 50) for d in (0, h, -h, sp.I * h))
    exact: Any = ((up - here) / h, (up - down) / (2 * h), sp.im(aside) / h)
    measured = slopes(name, 3.45, 0.01)
    order = ("forward difference", "central difference", "complex step")
    assert [measured[by] for by in order] == pytest.approx([*map(float, exact)], rel=1e-12)


@pytest.mark.parametrize("name", SYMBOLIC)
def test_the_valley_has_its_bottom_where_theory_puts_it(name):
    h = 10.0 ** np.arange(-15, 0.1, 0.25)
    off = errors(name, 3.0, h)
    # √ε = 1.5e-8 for the forward difference, ε^⅓ = 6e-6 for the central one.
    assert 1e-9 < h[off["forward difference"].argmin()] < 1e-6
    assert 1e-10 < off["forward difference"].min() < 1e-7
    if name != "x²":  # which has no truncation: the wider, the better
        assert 1e-7 < h[off["central difference"].argmin()] < 1e-3
    assert off["central difference"].min() < 1e-10
    assert off["complex step"][h < 1e-8].max() < 1e-15
    for measure in ("forward difference", "central difference"):
        assert off[measure][h < 1e-14].max() > 1e-3


@pytest.mark.parametrize("name", SYMBOLIC)
@pytest.mark.parametrize("at", POINTS)
def test_truncation_and_rounding_account_for_the_error(name, at):
    h = 10.0 ** np.arange(-16, -1, 0.25)
    truncation, rounding = causes(name, at, h)
    off = errors(name, at, h)["central difference"]
    assert (off <= 1.01 * truncation + rounding + 3e-16).all()
    widest = off[-1] - truncation[-1]
    assert abs(widest) <= 0.01 * truncation[-1] + rounding[-1] + 3e-16


def test_it_says_which_error_rules():
    assert "here truncation rules" in said(h=1e-2)
    assert "here rounding rules" in said(h=1e-8)
    # A parabola has no truncation, at any width.
    assert "truncation costs 0 of the slope" in said(function="x²", h=1.0)
    assert "here rounding rules" in said(function="x²", h=1.0)


def test_what_it_says_of_truncation_is_the_error_of_a_wide_step():
    text = said(function="x³", x=3.0, h=0.1)
    # ((x + h)³ − (x − h)³) / 2h = 3x² + h²: off by 0.01 of 27.
    assert "truncation costs 0.0003704 of the slope" in text
    assert "27.01" in text


def test_a_step_that_does_not_move_x_measures_nothing():
    text = said(h=1e-16)
    assert digits(text) == (0, 0, 16) or digits(text) == (0, 0, 15)
    assert "measured by" in text


def test_the_root_at_3_is_that_of_the_lecture():
    text = said(h=1e-12)
    assert "f(x) = √(5x − 8)  at x = 3" in text
    assert "0.944911182523" in text
