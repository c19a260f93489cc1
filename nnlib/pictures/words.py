"""How pictures tell their data in words."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nnlib.plots import figures

__all__ = ["join", "place", "plain", "span"]


def plain(label: str) -> str:
    """Return a label of a picture as it is read out: in one line, without the signs of TeX."""
    return " ".join(label.replace("$", "").replace("\n", ", ").split())


def join(parts: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def place(point: Any) -> str:
    """Return a number as it is written, or a point as (a, b)."""
    flat = np.ravel(point)
    return figures(flat[0]) if flat.size == 1 else f"({', '.join(map(figures, flat))})"


def span(places: Any, heights: Any) -> str:
    """Tell how a line runs: where it begins and ends, and its lowest and highest points."""
    x, y = np.asarray(places, float), np.asarray(heights, float)
    low, high = int(y.argmin()), int(y.argmax())
    told = [f"from {figures(y[0])} at {figures(x[0])} to {figures(y[-1])} at {figures(x[-1])}"]
    for name, at in (("lowest", low), ("highest", high)):
        if at not in (0, len(y) - 1):
            told.append(f"{name} {figures(y[at])} at {figures(x[at])}")
    return ", ".join(told)
