"""Functions of one number: activations, and the logistic curve with what it is fitted to."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.functions import ACTIVATIONS, sigmoid
from nnlib.plots.frame import BLUE, CLASS, GREEN, GREY, INK
from nnlib.validate import array, labels, number, option


def activation(ax: Axes, name: str) -> Axes:
    """Draw an activation of `nnlib.functions.ACTIVATIONS` by its name, and its derivative, dashed.

    At a jump the full dot is the value, and the hollow one is not. Lectures 01 and 08.
    """
    chosen = option("name", name, ACTIVATIONS)
    z = np.linspace(-4, 4, 401)
    for function, label, color, line in (
        (chosen.f, f"{name}(z)", INK, "-"),
        (lambda z: chosen.prime(chosen.f(z)), f"{name}′(z)", BLUE, "--"),
    ):
        y = function(z)
        below, here, above = function(np.array([-1e-9, 0.0, 1e-9]))
        if abs(above - below) > 0.5:
            y[z == 0] = np.nan
            style: dict[str, Any] = {
                "color": color,
                "linestyle": "none",
                "marker": "o",
                "zorder": 3,
            }
            ax.plot([0], [here], **style)
            ax.plot([0], [below if here == above else above], **style, mfc="white")
        ax.plot(z, y, line, color=color, linewidth=2, label=label)
    for line in (ax.axhline, ax.axvline):
        line(0, color=GREY, linewidth=0.8, zorder=0)
    ax.set(xlabel="z", ylabel="f(z), f′(z)")
    ax.legend(frameon=False)
    return ax


def outcomes(ax: Axes, x: object, y: object) -> Axes:
    """Draw outcomes y (m,) against one predictor x (m,): a tick for each, and shares of ones.

    The circles are the shares in ten groups of neighbours, about equally many. Lecture 04.
    """
    x = array("x", x, ("m",))
    y = labels("y", y, (0, 1), x.shape)
    for label, color in enumerate(CLASS[:2]):
        ax.plot(x[y == label], y[y == label], "|", color=color, markersize=11, alpha=0.7)
    groups = [group for group in np.array_split(np.argsort(x, kind="stable"), 10) if group.size]
    means = [(x[group].mean(), y[group].mean()) for group in groups]
    ax.plot(*np.transpose(means), "o", color=GREY, mfc="white", label="share of ones")
    ax.set(xlim=ax.get_xlim(), ylim=(-0.06, 1.06), ylabel="P(y = 1)")
    return ax


def logistic(ax: Axes, beta0: object, beta1: object, **style: Any) -> Axes:
    """Draw p = 1/(1 + e^−(β0 + β1 x)) over the width of the axes. Lecture 04."""
    x = np.linspace(*ax.get_xlim(), 161)
    z = number("beta0", beta0) + number("beta1", beta1) * x
    ax.plot(x, sigmoid(z), **{"color": INK, "linewidth": 2} | style)
    return ax


def tangent(ax: Axes, beta0: object, beta1: object) -> Axes:
    """Draw the tangent of a logistic curve at its centre −β0/β1, of slope β1/4.

    It runs from p = 0 to p = 1, which takes 2/|β1| on either side. A flat curve has no centre, and
    nothing is drawn. Lecture 04.
    """
    beta0, beta1 = number("beta0", beta0), number("beta1", beta1)
    if beta1:
        ends = [(-beta0 - 2) / beta1, (-beta0 + 2) / beta1]
        ax.plot(ends, [0, 1], "--", color=GREEN)
        ax.plot([-beta0 / beta1], [0.5], "D", color=GREEN, markersize=7)
    return ax
