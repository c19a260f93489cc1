"""Contrast as WCAG 2.2 counts it, and what of a picture is too pale to be seen by everybody."""

from collections import Counter
from collections.abc import Iterator
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text (success criterion 1.4.3, AA), and of lines and marks (1.4.11)."""


def luminance(color) -> float:
    c = np.array(to_rgb(color))
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one, other) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color, alpha: float | None = None) -> tuple[float, ...]:
    """The colour that a transparent one has on white."""
    *rgb, own = to_rgba(color)
    opacity = own if alpha is None else alpha
    return tuple(1 - opacity * (1 - part) for part in rgb)


def too_pale(figure: Figure | SubFigure) -> list[str]:
    """Name the texts and the lines and marks of a picture that lack contrast."""
    whole = cast(Figure, figure)
    canvas = FigureCanvasAgg(whole)
    whole.draw_without_rendering()
    whole.set_layout_engine("none")  # it has laid out everything, and takes as long as drawing
    texts = cast(list[Text], figure.findobj(Text))
    shown = [text for text in texts if text.get_visible() and text.get_text().strip()]
    places = [text.get_window_extent() for text in shown]
    colors = [text.get_color() for text in shown]
    for text in shown:
        text.set_alpha(0)  # leaves it its place, and shows what is behind it
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[::-1, :, :3]
    found = []
    for text, color, place in zip(shown, colors, places, strict=True):
        rows = slice(max(0, int(place.y0)), int(place.y1) + 1)
        behind = pixels[rows, max(0, int(place.x0)) : int(place.x1) + 1].reshape(-1, 3)
        if not len(behind):
            continue  # a tick beyond the picture
        most = Counter(map(tuple, behind.tolist())).most_common(1)[0][0]
        if contrast(color, np.array(most) / 255) < TEXT:
            found.append(f"text {text.get_text()!r}")
    for ax in figure.axes:
        for name, colors, least in shapes(ax):
            if max(contrast(color, "white") for color in colors) < least:
                found.append(name)
    return found


def shapes(ax: Axes) -> Iterator[tuple[str, list, float]]:
    """The lines, marks and outlined letters of a picture, the colours of each, and their limit."""
    grid = {*ax.get_xgridlines(), *ax.get_ygridlines()}
    for line in ax.findobj(Line2D):
        if line in grid or not line.get_visible():
            continue
        alpha = line.get_alpha()
        if line.get_linestyle() != "None":
            yield f"line {line.get_label()}", [seen(line.get_color(), alpha)], SHAPE
        if line.get_marker() not in ("None", ""):
            marks = line.get_markeredgecolor(), line.get_markerfacecolor()
            yield f"mark {line.get_label()}", [seen(color, alpha) for color in marks], SHAPE
    for marks in ax.findobj(PathCollection):
        edges = marks.get_edgecolor() if np.any(marks.get_linewidth()) else []
        for face in marks.get_facecolor():
            yield f"mark {marks.get_label()}", [seen(face), *map(seen, edges)], SHAPE
    for patch in ax.findobj(PathPatch):
        if str(patch.get_label()).startswith("_\n"):
            yield f"letters {patch.get_label()}", [patch.get_facecolor()], TEXT
