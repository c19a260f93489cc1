"""Small pictures side by side: digits, the weights of units, what a network paints."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from nnlib.plots.frame import INK, drawing, letters, width
from nnlib.validate import array, whole


def images(
    ax: Axes, pictures: object, captions: Sequence[str] = (), columns: int | None = None
) -> Axes:
    """Draw k pictures of one size in rows of `columns`, by default all in one row.

    pictures: (k, height, width), darkness from 0 white to 1 black, or (k, height, width, 3), red,
    green and blue from 0 to 1; captions: a text below each, or none. Lecture 08.
    """
    found = array("pictures", pictures, ("k", "h", "w"), ("k", "h", "w", 3))
    if found.min() < 0 or found.max() > 1:
        raise ValueError(
            f"pictures must be from 0 to 1, but were from {found.min():g} to {found.max():g}"
        )
    if captions and len(captions) != len(found):
        raise ValueError(f"captions must be {len(found)}, one each, but were {len(captions)}")
    count, high, wide = found.shape[:3]
    across: int = count if columns is None else whole("columns", columns, at_least=1)
    # All are copied onto one sheet, since one large image is drawn faster than many small ones.
    gap = max(1, round(wide / 8))
    pitch = wide + gap, high + (max(2, round(0.4 * high)) if captions else gap)
    rows = -(-count // across)
    sheet = np.ones((rows * pitch[1], across * pitch[0] - gap, 3))
    words = []
    for number, picture in enumerate(found):
        row, column = divmod(number, across)
        left, top = column * pitch[0], row * pitch[1]
        colours = picture if found.ndim == 4 else 1 - picture[..., np.newaxis]
        sheet[top : top + high, left : left + wide] = colours
        if captions:
            foot = len(sheet) - (top + 1.27 * high)
            words.append((left + wide / 2, foot, captions[number]))
    ax.imshow(sheet, interpolation="nearest", extent=(0, sheet.shape[1], 0, len(sheet)))
    drawing(ax, (0, sheet.shape[1]), (0, len(sheet)))
    # As large as the widest caption allows.
    widest = max((width(text, 1) for text in captions), default=0)
    return letters(ax, words, INK, 0.5, min(0.24 * high, wide / max(widest, 1)))
