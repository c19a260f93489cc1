"""Products of matrices, drawn as blocks of their true proportions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nnlib.plots.frame import BLUE, GREEN, GREY, INK, PALE, RED, drawing, letters, width

# What is known of a matrix: its face, its edge and the line around it.
_KINDS: dict[str, dict[str, Any]] = {
    "plain": {"facecolor": PALE, "edgecolor": GREY},
    "forward": {"facecolor": "#d6eaf6", "edgecolor": BLUE, "linewidth": 1.5},
    "backward": {"facecolor": "#fbe0d0", "edgecolor": RED, "linewidth": 2, "linestyle": "--"},
    "new": {"facecolor": "#d3ebe1", "edgecolor": GREEN, "linewidth": 2.5},
}


@dataclass(frozen=True)
class Block:
    """A matrix as a block: its name, its shape (rows, columns), and what is known of it.

    kind: "plain"; "forward", kept from the forward pass, with a blue line; "backward", handed back
    by the layer behind, with a red dashed line; "new", worked out here, with a thick green line.
    """

    name: str
    shape: tuple[int, int]
    kind: str = "plain"


@dataclass(frozen=True)
class Product:
    """A line of blocks with signs between them, as in dW = Xᵀ · D, and what is said above it."""

    caption: str
    parts: Sequence[Block | str]


def products(
    ax: Axes, lines: Sequence[Product], *, columns: int = 1, largest: int | None = None
) -> Axes:
    """Draw products of matrices in a grid, row by row: one unit of length is one row or column.

    Above a block stands its name, below it its shape. columns: those of the grid; largest: the
    length that room is kept for, by default the longest side there is. Lecture 06.
    """
    sides = [
        n for line in lines for part in line.parts if isinstance(part, Block) for n in part.shape
    ]
    tall = float(max(sides) if largest is None else largest)
    text = 0.15 * tall
    wide, high = 3 * tall + 8 * text, tall + 5.2 * text
    if largest is None:
        wide = max(_length(line, text) for line in lines) + 2 * text
    rows = -(-len(lines) // columns)
    drawing(ax, (-0.5 * text, columns * wide), (-rows * high, 0))
    ax.set_aspect("equal")
    words = []
    for place, line in enumerate(lines):
        left, top = wide * (place % columns), -high * (place // columns)
        words.append((left, top - 1.1 * text, line.caption, 0.0))
        middle = top - 2.9 * text - tall / 2
        for part in line.parts:
            room = _room(part, text)
            centre = left + room / 2
            if isinstance(part, Block):
                below, beside = (side / 2 for side in part.shape)
                corner = (centre - beside, middle - below)
                style = _KINDS[part.kind]
                ax.add_artist(Rectangle(corner, 2 * beside, 2 * below, zorder=2, **style))
                words.append((centre, middle + below + 0.4 * text, part.name, 0.5))
                shape = f"({part.shape[0]}, {part.shape[1]})"
                words.append((centre, middle - below - 1.1 * text, shape, 0.5))
            else:
                words.append((centre, middle - 0.35 * text, part, 0.5))
            left += room + 0.6 * text
    for align in (0.0, 0.5):
        letters(ax, [word[:3] for word in words if word[3] == align], INK, align, text)
    return ax


def _room(part: Block | str, text: float) -> float:
    if isinstance(part, str):
        return width(part, text)
    rows, columns = part.shape
    return max(columns, width(f"({rows}, {columns})", text), width(part.name, text))


def _length(line: Product, text: float) -> float:
    parts = sum(_room(part, text) + 0.6 * text for part in line.parts)
    return max(parts, width(line.caption, text))
