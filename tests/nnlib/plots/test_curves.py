"""Losses and logistic curves, read back from the axes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

from nnlib import plots
from nnlib.functions import sigmoid


def lines(ax: Axes) -> list[Any]:
    return list(ax.lines)


def test_a_loss_curve_starts_before_the_first_update():
    ax = plots.loss_curve(plots.axes(), [3.0, 2.0, 1.5])
    assert lines(ax)[0].get_xydata().tolist() == [[0, 3], [1, 2], [2, 1.5]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("updates", "mean loss")


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
