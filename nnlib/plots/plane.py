"""Points in the plane by their classes, and the lines that are drawn between them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from nnlib.plots.frame import CLASS, INK, MARKERS, ON_WHITE, RED
from nnlib.validate import Array, array, function, labels, number


def points(ax: Axes, X: object, y: object) -> Axes:
    """Draw points of two classes: blue circles for y = 0, red squares for y = 1.

    X (m, 2), y (m,). Room is left around the points, and the limits are then fixed, so that a
    boundary can be drawn over them. Lecture 01, what a perceptron can fit.
    """
    X = array("X", X, ("m", 2))
    y = labels("y", y, (0, 1), (len(X),))
    _surround(ax, X, 0.3)
    return _scatter(ax, X, y, np.arange(2), s=70, label="y = {}", edgecolor="white", zorder=3)


# How finely the regions of a classifier are looked at, and marked.
_FINE, _MARKS = 210, 15


def decision_boundary(ax: Axes, predict: Callable[[Array], Any], X: object, y: object) -> Axes:
    """Draw points of up to eight classes, and the regions in which a classifier gives each answer.

    predict: a function of inputs (k, 2) that returns labels (k,) or (k, 1), as `net.predict` does;
    X (m, 2); y (m,), whole numbers. The small marks in a region are those of its class, after
    Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), chapter 2.
    Limits that the axes were given before are kept. Lectures 07 and 08.
    """
    X = array("X", X, ("m", 2))
    y = _whole("y", array("y", y, (len(X),)))
    _surround(ax, X, 0.15)
    x1, x2 = np.linspace(*ax.get_xlim(), _FINE), np.linspace(*ax.get_ylim(), _FINE)
    grid = np.stack(np.meshgrid(x1, x2), axis=-1)
    places = grid.reshape(-1, 2)
    found = function("predict", predict)(places)
    answers = array("predict(X)", found, (len(places),), (len(places), 1))
    answers = _whole("predict(X)", answers.reshape(_FINE, _FINE))
    classes = np.union1d(y, answers)
    if len(classes) > len(CLASS):
        raise ValueError(
            f"y and predict(X) must be of at most {len(CLASS)} classes, but were of {len(classes)}"
        )
    for label, color in zip(classes, CLASS, strict=False):
        region = answers == label
        ax.contourf(x1, x2, region, [0.5, 1.5], colors=color, alpha=0.12, zorder=0)
    for label in np.unique(answers)[1:]:
        ax.contour(x1, x2, answers < label, [0.5], colors=INK, linewidths=1.3, zorder=1)
    few = slice(_FINE // _MARKS // 2, None, _FINE // _MARKS)
    marks = grid[few, few].reshape(-1, 2), answers[few, few].ravel()
    _scatter(ax, *marks, classes, s=10, label="ŷ = {}", alpha=0.75, linewidth=0, zorder=1)
    style: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.6, "zorder": 3}
    return _scatter(ax, X, y, classes, s=40, label="y = {}", **style)


def _whole(name: str, values: Array) -> Array:
    strange = values[values != np.rint(values)]
    if strange.size:
        raise ValueError(f"{name} must hold whole numbers, but held {strange[0]:g}")
    return values.astype(np.int64)


def _surround(ax: Axes, X: Array, margin: float) -> None:
    ax.update_datalim(X)
    ax.margins(margin)
    ax.set(xlim=ax.get_xlim(), ylim=ax.get_ylim(), xlabel="$x_1$", ylabel="$x_2$")


def _scatter(ax: Axes, X: Array, y: Array, classes: Array, label: str, **style: Any) -> Axes:
    for name, color, marker in zip(classes, CLASS, MARKERS, strict=False):
        named = {"color": color, "marker": marker, "label": label.format(name).replace("-", "−")}
        ax.scatter(*X[y == name].T, **named, **style)
    return ax


# Pale enough for marks and numbers to be read on them; two bands meet at ½.
SHADES = LinearSegmentedColormap.from_list("answers", ["#8ec3e6", "white", "#eda878"], N=10)
_COARSE = 41


def output_map(ax: Axes, output: Callable[[Array], Any]) -> Axes:
    """Draw what a network says everywhere, in bands from blue for 0 to red for 1, a line at ½.

    output: a function of inputs (k, 2) that returns numbers from 0 to 1, (k,) or (k, 1), as
    `net.predict` does for a squared loss. The map fills the axes as they are. Lecture 07.
    """
    extent = (*ax.get_xlim(), *ax.get_ylim())
    x1, x2 = np.linspace(*extent[:2], _COARSE), np.linspace(*extent[2:], _COARSE)
    places = np.stack(np.meshgrid(x1, x2), axis=-1).reshape(-1, 2)
    found = function("output", output)(places)
    values = array("output(X)", found, (len(places),), (len(places), 1))
    values = values.reshape(_COARSE, _COARSE)
    style: dict[str, Any] = {"origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
    ax.imshow(values, SHADES, vmin=0, vmax=1, extent=extent, zorder=0, **style)
    if values.min() < 0.5 < values.max():
        ax.contour(x1, x2, values, [0.5], colors=INK, linewidths=2, zorder=1)
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
