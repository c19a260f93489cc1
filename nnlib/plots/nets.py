"""Networks of units in layers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Rectangle

from nnlib.plots.frame import BLUE, GREY, INK, PALE, RED, drawing, letters, pretty, width
from nnlib.validate import Array, array, whole

# In units of the drawing, in which the units of a layer are 1 apart.
_RADIUS, _GAP, _TEXT = 0.33, 2.8, 0.24
# Of a layer of more units than _MOST only the first and the last _ENDS are drawn.
_MOST, _ENDS = 10, 3
# The units of a layer that are drawn, by their number: where each is.
Column = Mapping[int, tuple[float, float]]


def network(
    ax: Axes,
    widths: Sequence[int],
    *,
    layers: Sequence[str] | None = None,
    units: Sequence[Sequence[str]] | None = None,
    edges: Sequence[Sequence[Sequence[str]]] | None = None,
    weights: Sequence[object] | None = None,
) -> Axes:
    """Draw a network: a column of units for each layer, and a line for each weight.

    widths: (d₀, …, d_L), the inputs first; of more than ten units in a layer the first and the last
    three are drawn. layers: what is written below each layer, by default its width; units: names
    for the units of each layer; edges: names for the weights, for each layer as in its W (in, out);
    weights: the W themselves: a larger weight is a thicker line, and one below 0 is dashed.
    Lectures 03, 07 and 08.
    """
    array("widths", widths, ("L",))
    counts = [whole("widths", count, at_least=1) for count in widths]
    if len(counts) < 2:
        raise ValueError(f"widths must name the inputs and a layer at least, but was {widths}")
    shapes = [*pairwise(counts)]
    columns = _columns(counts)
    below = _kinds(counts) if layers is None else _texts("layers", layers, (len(counts),))
    _label_layers(ax, columns, [*below])
    if weights is None:
        lines = [line for pair in pairwise(columns) for line in _lines(*pair).values()]
        ax.add_collection(LineCollection(lines, colors=GREY, linewidths=0.9, zorder=1))
    else:
        _weigh(ax, columns, _each("weights", weights, shapes, array))
    for column, count in zip(columns, counts, strict=True):
        _circles(ax, column, count)
    if units is not None:
        names = _each("units", units, [(count,) for count in counts], _texts)
        for column, own in zip(columns, names, strict=True):
            _name_units(ax, column, own)
    if edges is not None:
        names = _each("edges", edges, shapes, _texts)
        for pair, own in zip(pairwise(columns), names, strict=True):
            _name_edges(ax, *pair, own)
    return ax


def _columns(counts: Sequence[int]) -> list[Column]:
    # A network with high columns is given wider gaps.
    heights = [_heights(count) for count in counts]
    gap = max(_GAP, *(0.5 * len(column) for column in heights))
    return [
        {unit: (gap * layer, y) for unit, y in column.items()}
        for layer, column in enumerate(heights)
    ]


def _heights(count: int) -> dict[int, float]:
    if count <= _MOST:
        return {unit: (count - 1) / 2 - unit for unit in range(count)}
    top = {unit: float(_ENDS - unit) for unit in range(_ENDS)}
    return top | {count - 1 - unit: -y for unit, y in top.items()}


def _kinds(counts: Sequence[int]) -> list[str]:
    first, *hidden, last = counts
    return [
        f"{first} input{'s' * (first > 1)}",
        *(f"{count} hidden" for count in hidden),
        f"{last} output{'s' * (last > 1)}",
    ]


def _label_layers(ax: Axes, columns: Sequence[Column], texts: Sequence[str]) -> None:
    x = [next(iter(column.values()))[0] for column in columns]
    top = max(y for column in columns for _, y in column.values()) + _RADIUS
    size = _TEXT * max(1.0, top / 2.5)
    side = max(_RADIUS, width(texts[0], size) / 2, width(texts[-1], size) / 2) + 0.1
    drawing(ax, (-side, x[-1] + side), (-top - 2 * size - 0.1, top + 0.1))
    ax.set_aspect("equal")
    feet = [(place, -top - 1.6 * size, text) for place, text in zip(x, texts, strict=True)]
    letters(ax, feet, INK, 0.5, size)


def _lines(here: Column, there: Column) -> dict[tuple[int, int], tuple[Any, Any]]:
    return {(i, j): (here[i], there[j]) for i, j in product(here, there)}


def _weigh(ax: Axes, columns: Sequence[Column], weights: Sequence[Array]) -> None:
    lines = [
        (W[edge], ends)
        for W, layer in zip(weights, pairwise(columns), strict=True)
        for edge, ends in _lines(*layer).items()
    ]
    largest = max(abs(weight) for weight, _ in lines) or 1.0
    for label, below, color, dash in (
        ("weight above 0", False, BLUE, "-"),
        ("weight below 0", True, RED, "--"),
    ):
        chosen = [
            (0.3 + 3.5 * abs(weight) / largest, ends)
            for weight, ends in lines
            if (weight < 0) == below
        ]
        thickness, ends = [size for size, _ in chosen], [segment for _, segment in chosen]
        ax.add_collection(
            LineCollection(ends, colors=color, linewidths=thickness, linestyles=dash, zorder=1)
        )
        ax.plot([], [], dash, color=color, linewidth=2, label=label)
    ax.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1), frameon=False)


def _circles(ax: Axes, column: Column, count: int) -> None:
    for place in column.values():
        ax.add_artist(Circle(place, _RADIUS, facecolor=PALE, edgecolor=GREY, zorder=2))
    if len(column) < count:
        (x, _), *_ = column.values()
        for y in (-0.2, 0.0, 0.2):
            ax.add_artist(Circle((x, y), 0.04, color=GREY, zorder=2))


def _name_units(ax: Axes, column: Column, names: Array) -> None:
    for unit, (x, y) in column.items():
        name = pretty(names[unit])
        size = min(_TEXT, 1.6 * _RADIUS / width(name, 1))
        letters(ax, [(x, y - 0.36 * size, name)], INK, 0.5, size)


def _name_edges(ax: Axes, here: Column, there: Column, names: Array) -> None:
    # Near the unit where a line begins, so that names keep apart where lines cross.
    for edge, (start, end) in _lines(here, there).items():
        x, y = 0.74 * np.array(start) + 0.26 * np.array(end)
        name = pretty(names[edge])
        half = width(name, 0.2) / 2 + 0.04
        ax.add_artist(Rectangle((x - half, y - 0.11), 2 * half, 0.22, color="white", zorder=2))
        letters(ax, [(x, y - 0.07, name)], INK, 0.5, 0.2)


def _each(name: str, given: Any, shapes: Sequence[Any], read: Callable[..., Array]) -> list[Array]:
    # The parts of an argument that has one for each layer.
    if isinstance(given, str) or not isinstance(given, (Sequence, np.ndarray)):
        raise TypeError(f"{name} must be a list, but was of type {type(given).__name__}")
    if len(given) != len(shapes):
        raise ValueError(f"{name} must be {len(shapes)}, one per layer, but were {len(given)}")
    return [
        read(f"{name}[{k}]", part, shape)
        for k, (part, shape) in enumerate(zip(given, shapes, strict=True))
    ]


def _texts(name: str, given: Any, shape: tuple[int, ...]) -> Array:
    found = np.array(given, dtype=object)
    if found.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, but had {found.shape}")
    for text in found.flat:
        if not isinstance(text, str):
            raise TypeError(f"{name} must hold texts, but held {text!r}")
    return found
