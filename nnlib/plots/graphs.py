"""Computational graphs, with their numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nnlib.graph import Row
from nnlib.plots.frame import (
    BLUE,
    GREEN,
    INK,
    RED,
    arrow,
    box,
    drawing,
    figures,
    letters,
    pretty,
    write,
)
from nnlib.validate import Array


def chain(ax: Axes, boxes: Sequence[str], arrows: Sequence[str]) -> Axes:
    """Draw boxes in a row joined by labelled arrows, one fewer. Lecture 04."""
    drawing(ax, (-0.75, 2 * len(boxes) - 1.25), (-0.6, 0.6))
    for column, text in enumerate(boxes):
        box(ax, 2 * column, 0, text, (0.68, 0.42))
    for column, text in enumerate(arrows):
        arrow(ax, (2 * column + 0.72, 0), (2 * column + 1.28, 0))
        write(ax, 2 * column + 1, 0.12, text, va="bottom")
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
    drawing(ax, (low[0], high[0]), (low[1], high[1]))
    ax.set_aspect("equal")
    for row in rows:
        x, y = _middle(places[row.name])
        name = pretty(row.name)
        box(ax, x, y, "", _HALF - 0.02)
        letters(ax, [(x, y + 0.31, places[row.name].title)], INK, 0.5, size=0.155)
        for words, line, color in zip(
            ("value", f"d{name}/dw", f"∂L/∂{name}"), _LINES, (INK, GREEN, RED), strict=True
        ):
            letters(ax, [(x - 0.68, y + line, words)], color, 0)
        for parent in row.partials:
            start, end = _edge(places[parent], places[row.name])
            arrow(ax, start, end)
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
    letters(ax, numbers, INK, 1)
    return letters(ax, partials, BLUE, 0.5)


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
