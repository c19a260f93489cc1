"""Axes, names, numbers and colours, and what every picture refuses."""

from typing import cast

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from nnlib import plots


def draw(ax: Axes) -> None:
    FigureCanvasAgg(cast(Figure, ax.figure)).draw()


def test_panels_have_the_shares_that_were_asked_for():
    left, right = plots.panels(2, 8, 2, (1, 3))
    draw(left)
    assert left.figure is right.figure
    assert right.get_position().width > 2 * left.get_position().width


def test_how_names_and_numbers_are_written():
    assert plots.pretty("-(xi8 + xi9)") == "−(ξ₈ + ξ₉)"
    assert plots.pretty("1.0 * xi10") == "1 · ξ₁₀"
    assert plots.pretty("0.25 * xi5") == "0.25 · ξ₅"
    assert [plots.figures(value) for value in (-0.0, -3, 1 / 3)] == ["0", "−3", "0.3333"]


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


@pytest.mark.parametrize("color", [plots.INK, plots.GREY, plots.BLUE, plots.RED, plots.GREEN])
def test_small_text_is_readable_on_its_ground(color):
    # WCAG 2.1, level AA: at least 4.5 to 1.
    assert (luminance(plots.PALE) + 0.05) / (luminance(color) + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda ax: plots.points(ax, [[1, 2, 3]], [0]), ValueError, "X must have shape"),
        (lambda ax: plots.points(ax, [[1, 2]], [2]), ValueError, "y must hold labels"),
        (lambda ax: plots.boundary(ax, [1, 2, 3], 0), ValueError, "w must have shape"),
        (lambda ax: plots.boundary(ax, [1, 2], np.nan), ValueError, "b must be finite"),
        (lambda ax: plots.half_plane([1, 2], [1, 2], 0), ValueError, "corners must have shape"),
        (lambda ax: plots.ring(ax, [1], wrong=True), ValueError, "x must have shape"),
        (lambda ax: plots.perceptron(ax, [1, 2], 0, [1]), ValueError, "x must have shape"),
        (lambda ax: plots.contributions(ax, ["a"], 0, [1]), TypeError, "w must hold"),
        (lambda ax: plots.loss_curve(ax, []), ValueError, "losses must not be empty"),
        (lambda ax: plots.outcomes(ax, [1, 2], [0]), ValueError, "y must have shape"),
        (lambda ax: plots.logistic(ax, 0, np.inf), ValueError, "beta1 must be finite"),
        (lambda ax: plots.tangent(ax, None, 1), TypeError, "beta0 must hold"),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call(plots.axes())
