"""What pictures are made of: axes, colours, names and numbers as they are written, plain shapes."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from nnlib.validate import Array

INK, GREY, PALE = "#222222", "#666666", "#f3f3f3"
BLUE, RED, GREEN = "#0072b2", "#b84a00", "#00694d"
# For up to eight classes or runs, each with a marker of its own.
CLASS = (BLUE, RED, GREEN, "#b04bc8", "#8a8640", "#1c36a0", INK, "#5b8c5d")
MARKERS = "os^DvPX<"
ON_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}
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
    """Write a node's name or its line of Python as the lectures do: `1.0 * xi5` becomes 1 · ξ₅.

    Greek letters are written as such, and digits at the end of a name below the line.
    """
    named = re.sub(r"\b([^\W\d]+?)_?(\d*)\b", _name, expression)
    whole = re.sub(r"(\d)\.0\b", r"\1", named)
    return whole.replace(" ** ", "^").replace("*", "·").replace("-", "−")


def _name(found: re.Match[str]) -> str:
    stem, digits = found.groups()
    if stem.islower():
        with suppress(KeyError):
            stem = unicodedata.lookup(f"greek small letter {stem}")
    return stem + digits.translate(SUBSCRIPTS)


def figures(value: float) -> str:
    """Write a number with four significant digits and a real minus sign, as in −0.0003702."""
    return f"{value + 0.0:.4g}".replace("-", "−")


def drawing(ax: Axes, xlim: tuple[float, float], ylim: tuple[float, float]) -> None:
    """Make the axes an empty sheet with these limits."""
    ax.set(xlim=xlim, ylim=ylim)
    ax.set_axis_off()


def box(ax: Axes, x: float, y: float, text: str, half: Any, **style: Any) -> None:
    """Draw a box of half width and half height `half` around (x, y), and write the text in it."""
    wide, high = half
    style = {"facecolor": PALE, "edgecolor": GREY, "zorder": 2} | style
    corner = (x - wide, y - high)
    ax.add_artist(FancyBboxPatch(corner, 2 * wide, 2 * high, "round,pad=0.02", **style))
    write(ax, x, y, text)


def write(ax: Axes, x: float, y: float, text: str, **style: Any) -> None:
    """Write a text around (x, y)."""
    ax.text(x, y, text, **{"ha": "center", "va": "center", "color": INK, "zorder": 3} | style)


def arrow(ax: Axes, way: Path) -> None:
    """Draw an arrow along a path."""
    ax.add_artist(FancyArrowPatch(path=way, arrowstyle="-|>", mutation_scale=12, color=GREY))


def width(text: str, size: float) -> float:
    """Return how wide a text becomes when written by `letters`."""
    return size * sum(_letter(character)[2] for character in text)


@cache
def _letter(character: str) -> tuple[Array, Array, float]:
    # Its outline at size 1, and how far away the next letter starts. A space has no outline.
    font = FontProperties(size=text_to_path.FONT_SCALE)
    outline, kinds = text_to_path.get_text_path(font, character)
    advance, _, _ = text_to_path.get_text_width_height_descent(character, font, False)
    scale = text_to_path.FONT_SCALE
    return np.reshape(outline, (-1, 2)) / scale, np.array(kinds, np.uint8), advance / scale


def letters(
    ax: Axes, words: Iterable[tuple[float, float, str]], color: str, align: float, size: float
) -> Axes:
    """Write many short words (x, y, text) as one shape; align: 0 left, 1 right; size in data units.

    A graph has fifty numbers: as texts they would take 40 ms to draw, as one shape they take 2. The
    shape's label holds the words, one per line after the first.
    """
    words = list(words)
    vertices, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for x, y, text in words:
        shapes = [_letter(character) for character in text]
        left = x - align * width(text, size)
        for outline, kinds, advance in shapes:
            vertices.append(size * outline + (left, y))
            codes.append(kinds)
            left += size * advance
    shape = Path(np.concatenate(vertices), np.concatenate(codes))
    # A label that begins so stays out of keys.
    label = "\n".join(["_", *(text for _, _, text in words)])
    ax.add_artist(PathPatch(shape, color=color, linewidth=0, zorder=3, label=label))
    return ax
