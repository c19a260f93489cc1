"""Points of two classes in the plane, and the line that a perceptron draws between them."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.plots.frame import CLASS, INK, ON_WHITE, RED
from nnlib.validate import Array, array, labels, number


def points(ax: Axes, X: object, y: object) -> Axes:
    """Draw points of two classes: blue circles for y = 0, red squares for y = 1.

    X (m, 2), y (m,). Room is left around the points, and the limits are then fixed, so that a
    boundary can be drawn over them. Lecture 01, what a perceptron can fit.
    """
    X = array("X", X, ("m", 2))
    y = labels("y", y, (0, 1), (len(X),))
    for label, marker in enumerate("os"):
        chosen = X[y == label]
        style: dict[str, Any] = {"s": 70, "marker": marker, "color": CLASS[label]}
        ax.scatter(*chosen.T, **style, edgecolor="white", label=f"y = {label}", zorder=3)
    ax.margins(0.3)
    ax.set(xlim=ax.get_xlim(), ylim=ax.get_ylim(), xlabel="$x_1$", ylabel="$x_2$")
    return ax


def half_plane(corners: object, w: object, b: object) -> Array:
    """Return the corners (j, 2) of what is left of a convex polygon where x·w + b ≥ 0.

    corners (k, 2) in order around it, w (2,). Nothing left gives shape (0, 2).
    """
    corners = array("corners", corners, ("k", 2))
    scores = corners @ array("w", w, (2,)) + number("b", b)
    kept = []
    for i, score in enumerate(scores):
        if score >= 0:
            kept.append(corners[i])
        j = (i + 1) % len(corners)
        if score * scores[j] < 0:
            kept.append(corners[i] + score / (score - scores[j]) * (corners[j] - corners[i]))
    return np.reshape(kept, (-1, 2))


def boundary(ax: Axes, w: object, b: object) -> Axes:
    """Draw the line x·w + b = 0 over the axes as they are, and shade where the unit answers 1.

    w (2,). Zero weights have no line: the answer is step(b) everywhere. Lecture 01.
    """
    w, b = array("w", w, (2,)), number("b", b)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    style: dict[str, Any] = {"alpha": 0.13, "linewidth": 0, "zorder": 0, "label": "ŷ = 1"}
    ax.fill(*half_plane(corners, w, b).T, color=RED, **style)
    if w.any():
        x, y = -b * w / (w @ w)
        ax.axline((x, y), (x - w[1], y + w[0]), color=INK, linewidth=2, zorder=1)
    return ax


def ring(ax: Axes, x: object, *, wrong: bool) -> Axes:
    """Ring the point x (2,) that is being looked at, and say so if it is answered wrongly."""
    x = array("x", x, (2,))
    ax.plot(*x[:, None], "o", ms=19, mfc="none", mec=INK, mew=2, zorder=4)
    if wrong:
        style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "bbox": ON_WHITE}
        ax.annotate("wrong", (x[0], x[1]), (0, 15), **style)
    return ax
