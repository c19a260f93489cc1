"""Computational graphs with their numbers: laid out by hand for a lecture, or by depth."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from nnlib.graph import Node, Row, table
from nnlib.plots.frame import (
    BLUE,
    GREEN,
    GREY,
    INK,
    RED,
    arrow,
    box,
    drawing,
    figures,
    letters,
    pretty,
    width,
    write,
)
from nnlib.plots.layout import Arrow, Sheet, arrange


def chain(ax: Axes, boxes: Sequence[str], arrows: Sequence[str]) -> Axes:
    """Draw boxes in a row joined by labelled arrows, one fewer. Lecture 04."""
    drawing(ax, (-0.75, 2 * len(boxes) - 1.25), (-0.6, 0.6))
    for column, text in enumerate(boxes):
        box(ax, 2 * column, 0, text, (0.68, 0.42))
    for column, text in enumerate(arrows):
        arrow(ax, Path([(2 * column + 0.72, 0), (2 * column + 1.28, 0)]))
        write(ax, 2 * column + 1, 0.12, text, va="bottom")
    return ax


def blocks(ax: Axes, columns: Sequence[Sequence[str]]) -> Axes:
    """Draw boxes in columns, and arrows to the next column: to the box beside, or to all of them.

    columns: the texts of the boxes, from left to right and from top to bottom. Between columns of
    equally many boxes each leads to the one beside it; otherwise every box leads to every next one.
    Lecture 07.
    """
    most = max(map(len, columns))
    drawing(ax, (-0.75, 2.1 * len(columns) - 1.35), (-0.55 * most, 0.55 * most))
    places = [
        [(2.1 * column, 1.1 * ((len(texts) - 1) / 2 - row)) for row in range(len(texts))]
        for column, texts in enumerate(columns)
    ]
    for texts, column in zip(columns, places, strict=True):
        for text, (x, y) in zip(texts, column, strict=True):
            box(ax, x, y, text, (0.7, 0.4))
    for here, there in pairwise(places):
        ends = zip(here, there, strict=True) if len(here) == len(there) else product(here, there)
        for (x, y), (to_x, to_y) in ends:
            arrow(ax, Path([(x + 0.75, y), (to_x - 0.75, to_y)]))
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
    "J": Place(0.6, 0.5, "J = −(ξ₈ + ξ₉)"),
}

# All lengths of a graph are in units of its own drawing, so that it scales as a whole.
_PITCH = np.array([2.64, 1.5])
_TITLE, _SMALL, _LINE = 0.155, 0.135, 0.23
_HALF = (0.8, 0.53)
_MOST = 40


def graph_frame(ax: Axes, rows: Sequence[Row], places: Mapping[str, Place]) -> Axes:
    """Draw the boxes and arrows of a computational graph, without its numbers.

    rows: as `nnlib.graph.table` gives them; places: one for each row's name. Lecture 04.
    """
    titles = [places[row.name].title for row in rows]
    return _frame(ax, rows, titles, _by_hand(rows, places))


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
    return _numbers(ax, rows, _by_hand(rows, places), valued, pulled)


def graph(ax: Axes, rows: Sequence[Row], places: Mapping[str, Place]) -> Axes:
    """Draw a computational graph with all its numbers: `graph_frame`, then `graph_numbers`."""
    return graph_numbers(graph_frame(ax, rows, places), rows, places, places, places)


def draw(ax: Axes, node: Node) -> Axes:
    """Draw the graph behind `node`, after a backward pass, laid out by itself in columns by depth.

    Every node is a box with its name, how it was made, its value and its adjoint; every arrow has
    the local partial derivative (that of u·u by u is 2u). A long graph is folded to fill the axes.
    Lecture 04. Raises TypeError and ValueError as `nnlib.graph.table` does, and ValueError for a
    graph of more than 40 nodes.
    """
    rows = table(node)
    if len(rows) > _MOST:
        raise ValueError(
            f"node must have a graph of at most {_MOST} nodes to be drawn, but it had {len(rows)}; "
            "`nnlib.graph.table` lists them all"
        )
    names = [row.name for row in rows]
    titles = [_title(row) for row in rows]
    widths = [width(title, _TITLE) for title in titles]
    widths += [
        width(words, _SMALL) + width(figures(value), _SMALL) + 0.15
        for row in rows
        for words, value, _ in _lines(row, rows)
    ]
    labels = [width(figures(partial), _SMALL) for row in rows for partial in row.partials.values()]
    view = ax.get_window_extent()
    sheet = arrange(
        {row.name: list(row.partials) for row in rows},
        (max(widths) / 2 + 0.06, 0.3 + _LINE / 2),
        max(labels, default=0.0),
        view.width / view.height,
    )
    return _numbers(_frame(ax, rows, titles, sheet), rows, sheet, names, names)


def _title(row: Row) -> str:
    # A constant is written like every other number of the drawing.
    text = re.sub(r"\d+\.\d+(e[-+]?\d+)?", lambda found: f"{float(found[0]):.4g}", row.expression)
    return f"{pretty(row.name)} = {pretty(text)}" if row.partials else pretty(row.name)


# --- what both have in common --------------------------------------------------------------------


def _by_hand(rows: Sequence[Row], places: Mapping[str, Place]) -> Sheet:
    # Straight arrows on the line between the middles of two boxes, outside both.
    middles = {name: tuple(_PITCH * (place.column, place.row)) for name, place in places.items()}
    arrows = {}
    for row in rows:
        for parent in row.partials:
            here, there = np.array(middles[parent]), np.array(middles[row.name])
            step = there - here
            share = min((half + 0.03) / abs(d) for half, d in zip(_HALF, step, strict=True) if d)
            x, y = (here + there) / 2
            level = here[1] == there[1]
            arrows[parent, row.name] = Arrow(
                Path([here + share * step, there - share * step]),
                (x, y + (0.08 if level else -0.05)),
                on_line=not level,
            )
    return Sheet(_HALF, middles, arrows, [])


def _lines(row: Row, rows: Sequence[Row]) -> list[tuple[str, float, str]]:
    # What stands in a box below its title: words, a number, and the colour of the words.
    name, output = pretty(row.name), pretty(rows[-1].name)
    lines = [("value", row.value, INK)]
    if row.tangent is not None:
        # Rows are in order of creation, so the first that moves is what the tangents are by.
        wrt = next(other.name for other in rows if other.tangent)
        lines.append((f"d{name}/d{pretty(wrt)}", row.tangent, GREEN))
    return [*lines, (f"∂{output}/∂{name}", row.adjoint, RED)]


def _frame(ax: Axes, rows: Sequence[Row], titles: Sequence[str], sheet: Sheet) -> Axes:
    wide, high = sheet.half
    ways = [*sheet.lanes, *(way.path for way in sheet.arrows.values())]
    ends = [end for way in ways for end in way.get_extents().get_points()]
    for middle in sheet.middles.values():
        ends += [np.subtract(middle, sheet.half), np.add(middle, sheet.half)]
    (left, bottom), (right, top) = np.min(ends, axis=0) - 0.05, np.max(ends, axis=0) + 0.05
    drawing(ax, (left, right), (bottom, top))
    ax.set_aspect("equal")
    for lane in sheet.lanes:
        ax.add_artist(PathPatch(lane, fill=False, edgecolor=GREY))
    for way in sheet.arrows.values():
        arrow(ax, way.path)
    for row, title in zip(rows, titles, strict=True):
        x, y = sheet.middles[row.name]
        box(ax, x, y, "", np.subtract(sheet.half, 0.02))
        letters(ax, [(x, y + high - 0.22, title)], INK, 0.5, _TITLE)
        for line, (words, _, color) in enumerate(_lines(row, rows)):
            letters(ax, [(x - wide + 0.06, _foot(y + high, line), words)], color, 0, _SMALL)
    return ax


def _numbers(
    ax: Axes, rows: Sequence[Row], sheet: Sheet, valued: Collection[str], pulled: Collection[str]
) -> Axes:
    wide, high = sheet.half
    numbers, partials = [], []
    for row in rows:
        if row.name not in valued:
            continue
        x, y = sheet.middles[row.name]
        lines = _lines(row, rows)
        known = lines if row.name in pulled else lines[:-1]
        numbers += [
            (x + wide - 0.06, _foot(y + high, line), figures(value))
            for line, (_, value, _) in enumerate(known)
        ]
        for parent, partial in row.partials.items():
            way, text = sheet.arrows[parent, row.name], figures(partial)
            x, y = way.label
            partials.append((x, y, text))
            if way.on_line:
                gap = width(text, _SMALL) + 0.1
                ax.add_artist(
                    Rectangle((x - gap / 2, y - 0.06), gap, 0.22, color="white", zorder=2)
                )
    letters(ax, numbers, INK, 1, _SMALL)
    return letters(ax, partials, BLUE, 0.5, _SMALL)


def _foot(top: float, line: int) -> float:
    return top - 0.46 - _LINE * line
