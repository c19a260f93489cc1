"""Activations and logistic curves, read back from the axes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

from nnlib import plots
from nnlib.check import central_difference
from nnlib.functions import ACTIVATIONS, sigmoid


def lines(ax: Axes) -> list[Any]:
    return list(ax.lines)


def test_outcomes_show_everybody_and_the_shares_of_tenths():
    x, y = np.arange(100.0), np.arange(100) // 10 % 2
    zeros, ones, shares = lines(plots.outcomes(plots.axes(), x, y))
    assert sorted([*zeros.get_xdata(), *ones.get_xdata()]) == x.tolist()
    assert shares.get_xdata().tolist() == [4.5 + 10 * group for group in range(10)]
    assert shares.get_ydata().tolist() == [0, 1] * 5


def test_outcomes_of_a_few_need_no_ten_groups():
    shares = lines(plots.outcomes(plots.axes(), [1.0, 2.0, 3.0], [0, 0, 1]))[-1]
    assert shares.get_ydata().tolist() == [0, 0, 1]


@given(st.floats(-3, 3), st.floats(0.1, 3), st.sampled_from([-1, 1]))
def test_the_tangent_touches_the_curve_at_its_centre(beta0, size, sign):
    beta1 = sign * size
    ax = plots.axes()
    ax.set_xlim(-4, 4)
    plots.tangent(plots.logistic(ax, beta0, beta1), beta0, beta1)
    curve, line, centre = lines(ax)
    x, p = curve.get_data()
    assert p == pytest.approx(sigmoid(beta0 + beta1 * np.asarray(x)))
    (x0, x1), (p0, p1) = line.get_data()
    assert (p1 - p0) / (x1 - x0) == pytest.approx(beta1 / 4)
    assert centre.get_xydata()[0] == pytest.approx([(x0 + x1) / 2, 0.5])
    assert sigmoid(beta0 + beta1 * centre.get_xdata()[0]) == pytest.approx(0.5)


def test_a_flat_curve_has_no_tangent():
    assert lines(plots.tangent(plots.axes(), 0.5, 0)) == []


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_drawn_with_the_slope_of_its_own_curve(name):
    curve, slope = (
        line for line in lines(plots.activation(plots.axes(), name)) if len(line.get_xdata()) > 2
    )
    z = curve.get_xdata()
    smooth = z != 0
    assert curve.get_ydata()[smooth] == pytest.approx(ACTIVATIONS[name].f(z[smooth]))
    assert slope.get_ydata()[smooth] == pytest.approx(
        [central_difference(ACTIVATIONS[name].f, place, 1e-4) for place in z[smooth]], abs=1e-6
    )
    assert curve.get_linestyle() != slope.get_linestyle()
    assert (curve.get_label(), slope.get_label()) == (f"{name}(z)", f"{name}′(z)")


@pytest.mark.parametrize(
    ("name", "full", "hollow"), [("step", 1, 0), ("relu", 0, 1), ("sigmoid", None, None)]
)
def test_at_a_jump_the_full_dot_is_the_value(name, full, hollow):
    ax = plots.activation(plots.axes(), name)
    dots = {
        line.get_markerfacecolor() == "white": line.get_ydata()[0]
        for line in lines(ax)
        if line.get_marker() == "o"
    }
    assert dots == ({} if full is None else {False: full, True: hollow})
