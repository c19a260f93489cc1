"""Pictures of learning: one unit, points and lines between them, the way down a loss."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from IPython.display import HTML

from nnlib import plots
from nnlib.functions import step
from nnlib.pictures.words import join, place, plain, span
from nnlib.plots import figures
from nnlib.widgets.show import picture

Unit = tuple[Any, Any]


def show_unit(w: Any, b: Any, x: Any) -> HTML:
    """Show one step unit at work: what each connection adds, and the unit with its numbers."""
    left, right = plots.panels(2, 9, 3.6, (1, 1.3))
    plots.contributions(left, w, b, x)
    plots.perceptron(right, w, b, x)
    parts, z = [figures(part) for part in np.multiply(w, x)], float(np.dot(w, x) + b)
    answer = int(step(z))
    words = f"Left: bars for what each connection adds to the sum: {join(parts)}, and the bias "
    words += f"{figures(b)}; in all {figures(z)}. Right: the unit with inputs {place(x)}, weights "
    return picture(
        left, f"{words}{place(w)}, bias {figures(b)}, sum {figures(z)}, output {answer}."
    )


def show_points(
    sets: Mapping[str, tuple[Any, Any]],
    units: Mapping[str, Sequence[Unit]] | None = None,
    labels: tuple[str, str] | None = None,
) -> HTML:
    """Show sets of points (m, 2) of two classes (m,) side by side, by name.

    units: for any set its lines, each a pair (w, b); with a single line the share of points on
    their own side is told. labels: names for the two axes.
    """
    panels = plots.panels(len(sets), 1.2 + 2.8 * len(sets), 3.3)
    told = []
    for ax, (name, (X, y)) in zip(panels, sets.items(), strict=True):
        plots.points(ax, X, y).set_title(name)
        if labels is not None:
            ax.set(xlabel=labels[0], ylabel=labels[1])
        means = [place(np.mean(np.asarray(X)[np.asarray(y) == c], axis=0)) for c in (0, 1)]
        counts = [int(np.sum(np.asarray(y) == c)) for c in (0, 1)]
        line = f"{name}: {counts[0]} points of class 0 with their mean at {means[0]}, "
        line += f"{counts[1]} of class 1 with theirs at {means[1]}"
        lines = (units or {}).get(name, [])
        for w, b in lines:
            plots.boundary(ax, w, b)
            line += f"; a line where {figures(w[0])} x₁ + {figures(w[1])} x₂ + {figures(b)} = 0"
        if len(lines) == 1:
            ((w, b),) = lines
            right = float(np.mean(step(np.asarray(X) @ w + b) == y))
            ax.set_title(f"{name}: {right:.0%} right")
            line += f", with {right:.0%} of the points on their own side"
        told.append(line)
    return picture(panels[0], f"Points in the plane. {'. '.join(told)}.")


def show_descents(
    loss: Callable[..., Any] | Mapping[str, Callable[..., Any]],
    runs: Mapping[str, Any],
    xlim: tuple[float, float] | None = None,
    ylim: tuple[float, float] | None = None,
    labels: Sequence[str] = (),
) -> HTML:
    """Show runs of descent side by side, on the curve of a loss or on its contours.

    loss: a function of one number or of two, or one for each run; runs: a path (k,) or (k, 2) by
    its name; xlim, ylim: what is to be seen, by default all; labels: names of the axes.
    """
    panels = plots.panels(len(runs), min(10.5, 2.5 + 2.7 * len(runs)), 3.3)
    told = []
    for ax, (name, path) in zip(panels, runs.items(), strict=True):
        path, own = np.asarray(path, float), loss[name] if isinstance(loss, Mapping) else loss
        ax.set(title=name, **{"xlim": xlim} if xlim else {}, **{"ylim": ylim} if ylim else {})
        plots.descent(ax, own, path)
        ax.set(**dict(zip(("xlabel", "ylabel"), labels, strict=False)))
        ends = [float(own(*np.ravel(point))) for point in (path[0], path[-1])]
        line = f"{name}: {len(path) - 1} steps from {place(path[0])} to {place(path[-1])}, with "
        told.append(
            f"{line}the loss {figures(ends[0])} at the start, {figures(ends[1])} at the end"
        )
    return picture(panels[0], f"Descent on a loss. {'. '.join(told)}.")


def show_losses(
    runs: Mapping[str, Any],
    validation: Mapping[str, Any] | None = None,
    *,
    xlabel: str = "updates",
    ylabel: str = "mean loss",
    log: bool = True,
) -> HTML:
    """Show losses (k,) by the name of their run, and those on data not trained on, dashed."""
    ax = plots.loss_curves(plots.axes(7, 3.4), runs, validation)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    told = [
        f"{name}{kind}: {span(range(len(losses)), losses)}"
        for kind, these in (("", runs), (", on data not trained on", validation or {}))
        for name, losses in these.items()
    ]
    return picture(ax, f"The {ylabel} over {xlabel}. {'. '.join(told)}.")


def show_fit(x: Any, y: Any, w: float, b: float, losses: Any, xlabel: str) -> HTML:
    """Show a logistic curve over the outcomes (m,) that it was fitted to, and its losses (k,)."""
    left, right = plots.panels(2, 9.5, 3.6, (1.5, 1))
    plots.outcomes(left, x, y).set_xlabel(xlabel)
    plots.tangent(plots.logistic(left, b, w), b, w)
    plots.loss_curve(right, losses)
    words = f"Left: outcomes of {len(np.ravel(x))} samples against {plain(xlabel)}, and a curve "
    words += f"that {'rises' if w > 0 else 'falls'} through ½ at {figures(-b / w)} with the slope "
    words += f"{figures(w / 4)}. Right: the mean loss, {span(range(len(losses)), losses)} updates."
    return picture(left, words)


def show_line_fit(x: Any, y: Any, line: Any, loss: Callable[[Any], Any], path: Any) -> HTML:
    """Show points with a line fitted to them, and the way of the descent that led there.

    x, y (m,); line: (w, b); loss: a function of (2,), (w, b); path (k, 2), the start first.
    """
    left, right = plots.panels(2, 10, 3.6)
    w, b = np.asarray(line, float)
    ends = np.array([np.min(x), np.max(x)])
    left.plot(x, y, ".", color=plots.GREY, alpha=0.7)
    left.plot(ends, w * ends + b, color=plots.BLUE, linewidth=2)
    left.set(xlabel="x", ylabel="y")
    plots.descent(right, lambda w, b: loss(np.array([w, b])), path)
    right.set(xlabel="w", ylabel="b")
    words = (
        f"Left: {len(np.ravel(x))} points and the line y = {figures(w)} x + {figures(b)}. Right: "
    )
    words += f"the contours of the loss, and {len(path) - 1} steps from {place(path[0])} to "
    return picture(left, f"{words}{place(path[-1])}.")
