"""The pictures of the lectures: each function draws on an Axes and gives it back.

Figures are made without pyplot, so nothing is registered and nothing has to be closed. The colours
are told apart by colour-blind readers (Okabe and Ito 2008, two of them darkened for small text),
and no fact is shown by colour alone: classes have markers of their own, numbers carry their name.
Everywhere w and x have shape (d,) and b is a number. Wrong shapes, NaN, empty arrays and labels
other than 0 and 1 raise ValueError, what is not a number TypeError; the message names the argument.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from nnlib.functions import sigmoid
from nnlib.graph import Row
from nnlib.validate import Array, array, labels, number

INK, GREY, PALE = "#222222", "#666666", "#f3f3f3"
BLUE, RED, GREEN = "#0072b2", "#b84a00", "#00694d"
CLASS = (BLUE, RED)
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def panels(
    columns: int, width: float, height: float, shares: Sequence[float] | None = None
) -> list[Axes]:
    """Make a figure with empty axes side by side, and return them from left to right.

    width, height: those of the whole figure in inches; shares: relative widths of the columns.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    return list(figure.subplots(1, columns, squeeze=False, width_ratios=shares)[0])


def axes(width: float = 6.0, height: float = 3.4) -> Axes:
    """Make a figure with one empty Axes, `width` by `height` inches, and return the Axes."""
    return panels(1, width, height)[0]


def pretty(expression: str) -> str:
    """Write a node's name or its line of Python as the lectures do: `1.0 * xi5` becomes 1 · ξ₅."""
    greek = re.sub(r"xi(\d+)", lambda found: "ξ" + found[1].translate(SUBSCRIPTS), expression)
    return re.sub(r"(\d)\.0\b", r"\1", greek).replace("*", "·").replace("-", "−")


def figures(value: float) -> str:
    """Write a number with four significant digits and a real minus sign, as in −0.0003702."""
    return f"{value + 0.0:.4g}".replace("-", "−")


# --- points in the plane -------------------------------------------------------------------------


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
        style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "bbox": _ON_WHITE}
        ax.annotate("wrong", (x[0], x[1]), (0, 15), **style)
    return ax


# --- one unit ------------------------------------------------------------------------------------


def perceptron(ax: Axes, w: object, b: object, x: object) -> Axes:
    """Draw one step unit at work: inputs, weights on their edges, the sum z and the answer ŷ.

    The bias is drawn as the weight of an input that is always 1. Lecture 01.
    """
    w, b, x = _unit(w, b, x)
    z = float(x @ w + b)
    answer = int(z >= 0)
    names = [str(i).translate(SUBSCRIPTS) for i in range(1, len(x) + 1)]
    inputs = [*(f"x{name} = {figures(v)}" for name, v in zip(names, x, strict=True)), "1"]
    weights = [f"w{name} = {figures(v)}" for name, v in zip(names, w, strict=True)]
    middle = len(x) / 2
    _drawing(ax, (-0.6, 5.25), (-0.5, len(x) + 0.5))
    for i, (left, weight) in enumerate(zip(inputs, [*weights, f"b = {figures(b)}"], strict=True)):
        height, entry = len(x) - i, middle + 0.12 * (middle - i)
        _box(ax, 0, height, left, (0.5, 0.22))
        _arrow(ax, (0.54, height), (1.88, entry))
        _text(ax, 1.1, height + 0.42 * (entry - height), weight, bbox=_ON_WHITE)
    _box(ax, 2.45, middle, f"sum\nz = {figures(z)}", (0.52, 0.38))
    _arrow(ax, (3.0, middle), (3.7, middle))
    style = {"edgecolor": CLASS[answer], "linewidth": 2}
    _box(ax, 4.4, middle, f"step\nŷ = {answer}", (0.65, 0.38), **style)
    return ax


def contributions(ax: Axes, w: object, b: object, x: object) -> Axes:
    """Draw what each connection adds to the sum: a bar for every wᵢxᵢ, for b, and for z.

    Lecture 01, errors as changing connections.
    """
    w, b, x = _unit(w, b, x)
    parts = [*(w * x), b]
    z = float(sum(parts))
    names = [*(f"$w_{i} x_{i}$" for i in range(1, len(w) + 1)), "$b$", "sum $z$"]
    bars = ax.bar(names, [*parts, z], color=[GREY] * len(parts) + [CLASS[int(z >= 0)]])
    ax.bar_label(bars, [figures(part) for part in [*parts, z]], padding=3)
    ax.axhline(0, color=INK, linewidth=1)
    low, high = min(0, z, *parts), max(0, z, *parts)
    room = 0.12 * (high - low + 1)
    ax.set(ylim=(low - room, high + room), ylabel="adds to the sum")
    return ax


def _unit(w: object, b: object, x: object) -> tuple[Array, float, Array]:
    w = array("w", w, ("d",))
    return w, number("b", b), array("x", x, w.shape)


# --- losses and the logistic curve ---------------------------------------------------------------


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


# --- graphs --------------------------------------------------------------------------------------


def chain(ax: Axes, boxes: Sequence[str], arrows: Sequence[str]) -> Axes:
    """Draw boxes in a row joined by labelled arrows, one fewer. Lecture 04."""
    _drawing(ax, (-0.75, 2 * len(boxes) - 1.25), (-0.6, 0.6))
    for column, text in enumerate(boxes):
        _box(ax, 2 * column, 0, text, (0.68, 0.42))
    for column, text in enumerate(arrows):
        _arrow(ax, (2 * column + 0.72, 0), (2 * column + 1.28, 0))
        _text(ax, 2 * column + 1, 0.12, text, va="bottom")
    return ax


@dataclass(frozen=True)
class Place:
    """Where a node stands in a drawing, in columns and rows (upwards), and its box's title."""

    column: float
    row: float
    title: str


# The graph of lecture 04: out along the top, apart at p, and home along two branches.
LOGISTIC_GRAPH = {
    "w": Place(0, 2, "w"),
    "xi1": Place(1, 2, "ξ₁ = w · x"),
    "xi2": Place(2, 2, "ξ₂ = exp(−ξ₁)"),
    "xi3": Place(3, 2, "ξ₃ = 1 + ξ₂"),
    "xi4": Place(4, 2, "ξ₄ = 1 / ξ₃ = p"),
    "xi5": Place(3, 1, "ξ₅ = log ξ₄"),
    "xi6": Place(4, 0, "ξ₆ = 1 − ξ₄"),
    "xi7": Place(3, 0, "ξ₇ = log ξ₆"),
    "xi8": Place(2, 0, "ξ₈ = (1 − y) · ξ₇"),
    "xi9": Place(2, 1, "ξ₉ = y · ξ₅"),
    "L": Place(0.6, 0.5, "L = −(ξ₈ + ξ₉)"),
}

# All lengths of a graph are in units of its own drawing, so that it scales as a whole.
_PITCH = np.array([2.36, 1.5])
_HALF = np.array([0.74, 0.53])
_LINES = (0.07, -0.16, -0.39)


def graph_frame(ax: Axes, rows: Sequence[Row], places: Mapping[str, Place]) -> Axes:
    """Draw the boxes and arrows of a computational graph, without its numbers.

    rows: as `nnlib.graph.table` gives them; places: one for each row's name. Lecture 04.
    """
    corners = np.array([_middle(place) for place in places.values()])
    low, high = corners.min(axis=0) - _HALF - 0.05, corners.max(axis=0) + _HALF + 0.05
    _drawing(ax, (low[0], high[0]), (low[1], high[1]))
    ax.set_aspect("equal")
    for row in rows:
        x, y = _middle(places[row.name])
        name = pretty(row.name)
        _box(ax, x, y, "", _HALF - 0.02)
        _letters(ax, [(x, y + 0.31, places[row.name].title)], INK, 0.5, size=0.155)
        for words, line, color in zip(
            ("value", f"d{name}/dw", f"∂L/∂{name}"), _LINES, (INK, GREEN, RED), strict=True
        ):
            _letters(ax, [(x - 0.68, y + line, words)], color, 0)
        for parent in row.partials:
            start, end = _edge(places[parent], places[row.name])
            _arrow(ax, start, end)
            if start[1] != end[1]:
                label = (start + end) / 2 - (0.36, 0.11)
                ax.add_artist(Rectangle((label[0], label[1]), 0.72, 0.22, color="white", zorder=2))
    return ax


def graph_numbers(
    ax: Axes,
    rows: Sequence[Row],
    places: Mapping[str, Place],
    valued: Collection[str],
    pulled: Collection[str],
) -> Axes:
    """Write the numbers into a graph: values and local partials, tangents, adjoints.

    valued: the names of the nodes that the forward sweep has reached. They show their value and
    tangent, and the local partials on the arrows that enter them. pulled: those that the reverse
    sweep has reached, which show their adjoint. Lecture 04.
    """
    numbers, partials = [], []
    for row in rows:
        if row.name not in valued:
            continue
        x, y = _middle(places[row.name])
        column = (row.value, row.tangent, row.adjoint if row.name in pulled else None)
        numbers += [
            (x + 0.68, y + line, figures(value))
            for value, line in zip(column, _LINES, strict=True)
            if value is not None
        ]
        for parent, partial in row.partials.items():
            start, end = _edge(places[parent], places[row.name])
            up = 0.08 if start[1] == end[1] else -0.05
            partials.append((*((start + end) / 2 + (0, up)), figures(partial)))
    _letters(ax, numbers, INK, 1)
    return _letters(ax, partials, BLUE, 0.5)


def graph(ax: Axes, rows: Sequence[Row], places: Mapping[str, Place]) -> Axes:
    """Draw a computational graph with all its numbers: `graph_frame`, then `graph_numbers`."""
    return graph_numbers(graph_frame(ax, rows, places), rows, places, places, places)


def _middle(place: Place) -> Array:
    return _PITCH * (place.column, place.row)


def _edge(start: Place, end: Place) -> tuple[Array, Array]:
    # The arrow lies on the line between the centres, outside both boxes.
    here, there = _middle(start), _middle(end)
    way = there - here
    share = min(half / abs(step) for half, step in zip(_HALF + 0.03, way, strict=True) if step)
    return here + share * way, there - share * way


# --- what the drawings are made of ---------------------------------------------------------------

_ON_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def _drawing(ax: Axes, xlim: tuple[float, float], ylim: tuple[float, float]) -> None:
    ax.set(xlim=xlim, ylim=ylim)
    ax.set_axis_off()


def _box(ax: Axes, x: float, y: float, text: str, half: Any, **style: Any) -> None:
    wide, high = half
    style = {"facecolor": PALE, "edgecolor": GREY, "zorder": 2} | style
    corner = (x - wide, y - high)
    ax.add_artist(FancyBboxPatch(corner, 2 * wide, 2 * high, "round,pad=0.02", **style))
    _text(ax, x, y, text)


def _text(ax: Axes, x: float, y: float, text: str, **style: Any) -> None:
    ax.text(x, y, text, **{"ha": "center", "va": "center", "color": INK, "zorder": 3} | style)


def _arrow(ax: Axes, start: Any, end: Any) -> None:
    style = {"mutation_scale": 12, "color": GREY, "shrinkA": 0, "shrinkB": 0}
    ax.add_artist(FancyArrowPatch(start, end, arrowstyle="-|>", **style))


@cache
def _letter(character: str) -> tuple[Array, Array, float]:
    # Its outline at size 1, and how far away the next letter starts. A space has no outline.
    font = FontProperties(size=text_to_path.FONT_SCALE)
    outline, kinds = text_to_path.get_text_path(font, character)
    advance, _, _ = text_to_path.get_text_width_height_descent(character, font, False)
    scale = text_to_path.FONT_SCALE
    return np.reshape(outline, (-1, 2)) / scale, np.array(kinds, np.uint8), advance / scale


def _letters(
    ax: Axes, words: Iterable[tuple[float, float, str]], color: str, align: float, size=0.135
) -> Axes:
    # Many short words (x, y, text) as one shape. A graph has fifty numbers; as texts they would
    # take 40 ms to draw, as one shape they take 2. align: 0 left, 1 right; size: in data units.
    vertices, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for x, y, text in words:
        letters = [_letter(character) for character in text]
        left = x - align * size * sum(advance for _, _, advance in letters)
        for outline, kinds, advance in letters:
            vertices.append(size * outline + (left, y))
            codes.append(kinds)
            left += size * advance
    shape = Path(np.concatenate(vertices), np.concatenate(codes))
    ax.add_artist(PathPatch(shape, color=color, linewidth=0, zorder=3))
    return ax
