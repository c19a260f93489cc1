"""A network with a map for every unit: its output for each point of the plane."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from nnlib.plots.frame import BLUE, GREY, INK, RED, drawing, letters, width
from nnlib.plots.plane import SHADES
from nnlib.validate import Array, array

# In units of the drawing, in which a map is 1 wide and high.
_GAP, _PITCH, _TEXT = 2.1, 1.2, 0.22
_Place = tuple[float, float]


def unit_maps_frame(ax: Axes, widths: Sequence[int], names: Sequence[str]) -> Axes:
    """Make room for a map of each unit, a column for each layer, and write the layers' names below.

    widths: (d₀, …, d_L), the inputs first; names: one for each layer. Lecture 07.
    """
    low = -_PITCH * (max(widths) - 1) / 2 - 0.6
    side = max(0.5, *(width(name, _TEXT) / 2 for name in names))
    drawing(ax, (-side - 0.1, _GAP * (len(widths) - 1) + side + 0.1), (low - 0.4, -low))
    ax.set_aspect("equal")
    feet = [(_GAP * layer, low - 0.2, name) for layer, name in enumerate(names)]
    return letters(ax, feet, INK, 0.5, _TEXT)


def unit_maps(ax: Axes, maps: Sequence[Array], weights: Sequence[Array]) -> Axes:
    """Draw the map of each unit where `unit_maps_frame` has made room, and the weights between.

    maps: for each layer (units, n, n), n a multiple of 5, from 0, blue, by ½, white, to 1, red,
    rows upwards; weights: the W (in, out): a larger one is a thicker line, one below 0 is dashed.
    Lecture 07.
    """
    places = _places([len(layer) for layer in maps])
    for layer, column in zip(maps, places, strict=True):
        # A column is one image, with nothing between its maps, which is drawn much faster.
        n = layer.shape[1]
        between = np.full((len(layer), round(n * (_PITCH - 1)), n), np.nan)
        image = np.concatenate([between, layer], axis=1)[::-1].reshape(-1, n)[between.shape[1] :]
        (x, top), (_, bottom) = column[0], column[-1]
        extent = (x - 0.5, x + 0.5, bottom - 0.5, top + 0.5)
        style: dict[str, Any] = {"origin": "lower", "interpolation": "nearest", "zorder": 2}
        ax.imshow(image, SHADES, vmin=0, vmax=1, extent=extent, **style)
    ends = [
        [(x + 0.5, y), (to_x - 0.5, to_y)]
        for here, there in pairwise(places)
        for x, y in here
        for to_x, to_y in there
    ]
    sizes = np.concatenate([np.ravel(W) for W in weights])
    thickness = 0.4 + 4 * np.abs(sizes) / max(np.abs(sizes).max(), 1e-9)
    for below, color, dash in ((False, BLUE, "-"), (True, RED, "--")):
        chosen = np.flatnonzero((sizes < 0) == below)
        lines = [ends[edge] for edge in chosen]
        own: dict[str, Any] = {"colors": color, "linestyles": dash, "zorder": 1}
        ax.add_collection(LineCollection(lines, linewidths=thickness[chosen], **own))
    return _frames(ax, places)


def _frames(ax: Axes, places: Sequence[Sequence[_Place]]) -> Axes:
    around = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)])
    squares = [around + place for column in places for place in column]
    ax.add_collection(LineCollection(squares, colors=GREY, linewidths=0.8, zorder=3))
    return ax


def delta_marks(ax: Axes, X: object, deltas: Sequence[Array]) -> Axes:
    """Mark on each unit's map what reaches it from each sample: larger deltas with larger marks.

    X (m, 2): where the samples are on a map, from 0 to 1; deltas: for each layer after the inputs
    (m, units). A triangle that points down says that the output should fall (δ > 0), one that
    points up that it should rise. The largest delta of the network has the largest mark, and
    what is below 2 % of it has none. Lecture 07.
    """
    X = array("X", X, ("m", 2))
    columns = _places([2, *(D.shape[1] for D in deltas)])[1:]
    spots = np.concatenate([X - 0.5 + place for column in columns for place in column])
    D = np.concatenate([layer.T.ravel() for layer in deltas])
    largest = max(np.abs(D).max(), 1e-300)
    for sign, marker, color in ((1, "v", RED), (-1, "^", BLUE)):
        chosen = sign * D > 0.02 * largest
        sizes = 90 * np.abs(D[chosen]) / largest
        style: dict[str, Any] = {"color": color, "marker": marker, "linewidth": 0, "zorder": 4}
        ax.scatter(*spots[chosen].T, s=sizes, **style)
    return ax


def _places(widths: Sequence[int]) -> list[list[_Place]]:
    # The middles of the maps of each layer.
    return [
        [(_GAP * layer, _PITCH * ((count - 1) / 2 - unit)) for unit in range(count)]
        for layer, count in enumerate(widths)
    ]
