"""One unit at work."""

from matplotlib.axes import Axes
from matplotlib.path import Path

from nnlib.plots.frame import (
    CLASS,
    GREY,
    INK,
    ON_WHITE,
    SUBSCRIPTS,
    arrow,
    box,
    drawing,
    figures,
    write,
)
from nnlib.validate import Array, array, number


def perceptron(ax: Axes, w: object, b: object, x: object) -> Axes:
    """Draw one step unit at work: inputs, weights on their edges, the sum z and the answer ŷ.

    The bias is drawn as the weight of an input that is always 1. Lecture 01.
    """
    w, b, x = _unit(w, b, x)
    z = float(x @ w + b)
    answer = int(z >= 0)
    names = [str(i).translate(SUBSCRIPTS) for i in range(1, len(x) + 1)]
    inputs = [*(f"x{name} = {figures(v)}" for name, v in zip(names, x, strict=True)), "1"]
    weights = [f"w{name} = {figures(v)}" for name, v in zip(names, w, strict=True)]
    middle = len(x) / 2
    drawing(ax, (-0.6, 5.25), (-0.5, len(x) + 0.5))
    for i, (left, weight) in enumerate(zip(inputs, [*weights, f"b = {figures(b)}"], strict=True)):
        height, entry = len(x) - i, middle + 0.12 * (middle - i)
        box(ax, 0, height, left, (0.5, 0.22))
        arrow(ax, Path([(0.54, height), (1.88, entry)]))
        write(ax, 1.1, height + 0.42 * (entry - height), weight, bbox=ON_WHITE)
    box(ax, 2.45, middle, f"sum\nz = {figures(z)}", (0.52, 0.38))
    arrow(ax, Path([(3.0, middle), (3.7, middle)]))
    style = {"edgecolor": CLASS[answer], "linewidth": 2}
    box(ax, 4.4, middle, f"step\nŷ = {answer}", (0.65, 0.38), **style)
    return ax


def contributions(ax: Axes, w: object, b: object, x: object) -> Axes:
    """Draw what each connection adds to the sum: a bar for every wᵢxᵢ, for b, and for z.

    Lecture 01, errors as changing connections.
    """
    w, b, x = _unit(w, b, x)
    parts = [*(w * x), b]
    z = float(sum(parts))
    names = [*(f"$w_{i} x_{i}$" for i in range(1, len(w) + 1)), "$b$", "sum $z$"]
    bars = ax.bar(names, [*parts, z], color=[GREY] * len(parts) + [CLASS[int(z >= 0)]])
    ax.bar_label(bars, [figures(part) for part in [*parts, z]], padding=3)
    ax.axhline(0, color=INK, linewidth=1)
    low, high = min(0, z, *parts), max(0, z, *parts)
    room = 0.12 * (high - low + 1)
    ax.set(ylim=(low - room, high + room), ylabel="adds to the sum")
    return ax


def _unit(w: object, b: object, x: object) -> tuple[Array, float, Array]:
    w = array("w", w, ("d",))
    return w, number("b", b), array("x", x, w.shape)
