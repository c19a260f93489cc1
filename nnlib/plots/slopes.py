"""Slopes that are measured: the lines through points of a curve, and how far off they are."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.plots.frame import BLUE, GREEN, GREY, INK, RED
from nnlib.validate import array, function, number, option, rate

MEASURES: dict[str, dict[str, Any]] = {
    # The complex step lies below the others: for wide steps it is as far off as the central one.
    "complex step": {"color": GREEN, "marker": "D", "linestyle": "--", "mfc": "white", "zorder": 2},
    "forward difference": {"color": RED, "marker": "s", "linestyle": ":", "zorder": 3},
    "central difference": {"color": BLUE, "marker": "o", "linestyle": "-", "zorder": 3},
}
"""The ways to measure a slope, each with its looks."""

# An error of 0 has no place on a logarithmic axis, so it is drawn here.
_NONE = 1e-18
_POWERS = {-16: "10⁻¹⁶", -12: "10⁻¹²", -8: "10⁻⁸", -4: "10⁻⁴", 0: "1"}


def secants(ax: Axes, f: Callable[[Any], Any], x: object, h: object, slope: object) -> Axes:
    """Draw the tangent of f at x and the two lines that stand in for it, over the axes' width.

    f: takes and returns an array (k,); x, h, slope: numbers, h > 0. The forward difference is the
    slope of the line from x to x + h, the central one that from x − h to x + h. Lecture 02.
    """
    x, h, slope = number("x", x), rate("h", h), number("slope", slope)
    t = np.array([x, x + h, x - h])
    here, up, down = function("f", f)(t)
    ends = np.array(ax.get_xlim())
    ax.plot(ends, here + slope * (ends - x), "--", color=GREEN, label="tangent")
    for name, points, measured in (
        ("forward difference", [0, 1], (up - here) / h),
        ("central difference", [2, 1], (up - down) / h / 2),
    ):
        color, line = MEASURES[name]["color"], MEASURES[name]["linestyle"]
        ax.plot(ends, up + measured * (ends - t[1]), line, color=color, label=name)
        ax.plot(t[points], f(t[points]), MEASURES[name]["marker"], color=color)
    ax.plot([x], [here], "o", color=INK, mfc="white", markersize=9, zorder=4)
    return ax


def slope_errors(
    ax: Axes, h: object, errors: Mapping[str, object], markersize: float = 3.5
) -> Axes:
    """Draw relative errors of measured slopes against the step.

    h: steps (k,) above 0; errors: (k,) by a name of `MEASURES`. An error of 0 is drawn at the
    bottom of a `slope_error_frame`. Lecture 02.
    """
    h = array("h", h, ("k",))
    for name, values in errors.items():
        style = option("errors", name, MEASURES)
        error = np.maximum(array(f"errors[{name!r}]", values, h.shape), _NONE)
        ax.plot(h, error, **style, label=name, markersize=markersize, linewidth=1)
    return ax


def slope_error_frame(ax: Axes) -> Axes:
    """Make the axes logarithmic, for steps and relative errors from 1 down to none at all."""
    ax.set(xscale="log", yscale="log", xlim=(4e-17, 2.5), ylim=(_NONE / 3, 30))
    ax.set(xlabel="step h", ylabel="relative error of the slope")
    powers = [10.0**power for power in _POWERS]
    ax.set_xticks(powers, [*_POWERS.values()])
    ax.set_yticks([_NONE, *powers], ["0", *_POWERS.values()])
    ax.minorticks_off()
    ax.grid(color=GREY, linewidth=0.4, alpha=0.4)
    return ax
