"""Losses, and the logistic curve with what it is fitted to."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.functions import sigmoid
from nnlib.plots.frame import CLASS, GREEN, GREY, INK
from nnlib.validate import array, labels, number


def loss_curve(ax: Axes, losses: object) -> Axes:
    """Draw losses (k,) against the number of updates; the first is that before any update."""
    losses = array("losses", losses, ("k",))
    ax.plot(losses, color=INK, linewidth=2)
    ax.plot([len(losses) - 1], losses[-1:], "o", color=INK)
    ax.set(xlabel="updates", ylabel="mean loss")
    return ax


def outcomes(ax: Axes, x: object, y: object) -> Axes:
    """Draw outcomes y (m,) against one predictor x (m,): a tick for each, and shares of ones.

    The circles are the shares in ten groups of neighbours, about equally many. Lecture 04.
    """
    x = array("x", x, ("m",))
    y = labels("y", y, (0, 1), x.shape)
    for label, color in enumerate(CLASS):
        ax.plot(x[y == label], y[y == label], "|", color=color, markersize=11, alpha=0.5)
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
