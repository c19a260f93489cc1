"""Tables of counts as squares of shaded cells."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from nnlib.plots.frame import BLUE, GREY, INK, SUBSCRIPTS, drawing, letters
from nnlib.validate import Array

# In units of the drawing, in which each square is 1 wide and 1 high.
_PITCH_X, _PITCH_Y, _TITLE, _SMALL = 1.5, 1.5, 0.09, 0.085
# Up to so many layers every row is named and every cell has its number.
_READABLE = 6
# The count from which on a cell is as dark as can be.
_DARKEST = 100


def cost_tables(ax: Axes, costs: Mapping[str, Array]) -> Axes:
    """Draw where multiplications are spent: a square for each way, a cell per weight and layer.

    costs: up to four tables (L + 1, L) by the name of the way, as `nnlib.costs.chain_costs` gives
    them. A darker cell holds more, a white one none; with few layers the numbers stand in them.
    Lecture 03.
    """
    drawing(ax, (-0.36, _PITCH_X + 1.45), (-_PITCH_Y - 0.26, 1.18))
    ax.set_aspect("equal")
    words = []
    for place, (way, counts) in enumerate(costs.items()):
        left, foot = _PITCH_X * (place % 2), -_PITCH_Y * (place // 2)
        ax.imshow(_shades(counts), extent=(left, left + 1, foot, foot + 1), zorder=1)
        ax.add_artist(Rectangle((left, foot), 1, 1, fill=False, edgecolor=GREY, zorder=2))
        words += [(left + x, foot + y, text) for x, y, text in _words(counts)]
        title = f"{way}: {counts.sum():,}"
        letters(ax, [(left, foot + 1.07, title)], INK, 0, _TITLE)
    return letters(ax, words, INK, 0.5, _SMALL)


def _shades(counts: Array) -> Array:
    share = np.log1p(np.minimum(counts, _DARKEST)) / np.log1p(_DARKEST)
    return 1 - share[..., None] * (1 - np.array(to_rgb(BLUE)))


def _words(counts: Array) -> list[tuple[float, float, str]]:
    # In a square with its lower left corner at the origin: names of rows and columns, and numbers.
    rows, L = counts.shape
    named = range(1, L + 1) if L <= _READABLE else (1, L)
    high, wide, sink = 1 / rows, 1 / L, 0.33 * _SMALL
    words = [((k - 0.5) * wide, -0.12, str(k)) for k in named]
    words += [(0.5, -0.23, "layer")]
    words += [(-0.12, (k - 0.5) * high - sink, f"w{k}".translate(SUBSCRIPTS)) for k in named]
    if L <= _READABLE:
        words.append((-0.17, 1 - 0.5 * high - sink, "shared"))
        words += [
            ((k + 0.5) * wide, 1 - (row + 0.5) * high - sink, str(count))
            for (row, k), count in np.ndenumerate(counts)
            if count
        ]
    return words
