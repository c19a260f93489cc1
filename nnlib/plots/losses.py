"""Losses: how they fall from update to update, and the way down their landscape."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.plots.frame import BLUE, CLASS, GREY, INK, MARKERS, ON_WHITE, figures
from nnlib.validate import Array, array, function, number


def loss_curve(ax: Axes, losses: object) -> Axes:
    """Draw losses (k,) against the number of updates; the first is that before any update."""
    losses = array("losses", losses, ("k",))
    ax.plot(losses, color=INK, linewidth=2)
    ax.plot([len(losses) - 1], losses[-1:], "o", color=INK)
    ax.set(xlabel="updates", ylabel="mean loss")
    return ax


def loss_curves(
    ax: Axes, training: Mapping[str, object], validation: Mapping[str, object] | None = None
) -> Axes:
    """Draw the losses of up to eight runs by name, dashed those on data not trained on.

    training: losses (k,) by the name of the run, k as it may be; validation: the same for any of
    these runs. For a log scale call `ax.set_yscale("log")`; for epochs, `ax.set(xlabel="epochs")`.
    Lectures 05, 07 and 08.
    """
    unseen = validation or {}
    for argument, runs in (("training", training), ("validation", unseen)):
        if not isinstance(runs, Mapping):
            kind = type(runs).__name__
            raise TypeError(f"{argument} must hold losses by name, but was of type {kind}")
    if not 1 <= len(training) <= len(CLASS):
        raise ValueError(f"training must hold 1 to {len(CLASS)} runs, but held {len(training)}")
    for name in unseen:
        if name not in training:
            raise ValueError(f"validation must name runs of training, but named {name!r}")
    for (name, losses), color, marker in zip(training.items(), CLASS, MARKERS, strict=False):
        style: dict[str, Any] = {"color": color, "marker": marker, "markevery": 0.15}
        losses = array(f"training[{name!r}]", losses, ("k",))
        ax.plot(losses, **style, label=f"{name}, training" if name in unseen else name)
        if name in unseen:
            losses = array(f"validation[{name!r}]", unseen[name], ("k",))
            ax.plot(losses, "--", **style, mfc="white", label=f"{name}, validation")
    ax.set(xlabel="updates", ylabel="mean loss")
    ax.legend(frameon=False)
    return ax


def descent(ax: Axes, loss: Callable[..., Any], path: object) -> Axes:
    """Draw the steps of a descent on the contours of a loss, or on its curve for one parameter.

    loss: a function of two numbers θ₁ and θ₂, or of one, θ; path: (k, 2) or (k,), the start first.
    Limits that the axes were given before are kept, and the path may leave them. Lecture 05.
    """
    loss, path = function("loss", loss), array("path", path, ("k", 2), ("k",))
    points = path.reshape(len(path), -1)
    points, stays = _seen(ax, points)
    x = np.linspace(*ax.get_xlim(), 201)
    if path.ndim == 1:
        ax.plot(x, _heights(loss, x), color=GREY, linewidth=2)
        ax.margins(y=0.2)
        ax.set(xlabel="θ", ylabel="loss", ylim=ax.get_ylim())
        # Off the axes the loss may be too large to be worked out.
        points = np.stack([points[:, 0], _heights(loss, points[:, 0].clip(*sorted(x[[0, -1]])))], 1)
    else:
        contours(ax, loss)
    ax.plot(*points.T, "o-", color=BLUE, markersize=4, linewidth=1.2)
    marks = (("start", points[0], "s", 14), ("end", points[-1], "D", -14))
    for word, point, marker, up in marks if stays else marks[:1]:
        ax.plot(*point[:, None], marker, color=BLUE, markersize=8, mfc="white", mew=1.8)
        style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center"}
        ax.annotate(word, tuple(point), (0, up), **style, bbox=ON_WHITE, zorder=4)
    if not stays:
        told = f"leaves at step {len(points) - 1}"
        ax.text(0.97, 0.04, told, transform=ax.transAxes, ha="right", bbox=ON_WHITE, zorder=4)
    return ax


def contours(ax: Axes, loss: Callable[..., Any]) -> Axes:
    """Draw the contours of a loss of two numbers θ₁ and θ₂ over the axes as they are.

    Around the bottom of a bowl they are rings at equal distances. Lecture 05.
    """
    loss = function("loss", loss)
    x, y = np.meshgrid(*(np.linspace(*limits, 51) for limits in (ax.get_xlim(), ax.get_ylim())))
    heights = _heights(loss, x, y)
    if np.ptp(heights) > 0:
        levels = np.unique(np.quantile(heights, np.linspace(0.15, 0.95, 9) ** 2))
        rings: dict[str, Any] = {"colors": GREY, "linewidths": 0.8, "linestyles": "-"}
        drawn = ax.contour(x, y, heights, levels, **rings)
        # The lowest are too close together for words.
        ax.clabel(drawn, levels[2::2], fmt=_short, fontsize=8)
    ax.set(xlabel="θ₁", ylabel="θ₂")
    return ax


def _seen(ax: Axes, points: Array) -> tuple[Array, bool]:
    # Makes room for the points, unless limits are given; then says how far they can be seen, with
    # the first one off the axes if they do not come back.
    free = ax.get_autoscalex_on(), ax.get_autoscaley_on()
    limits = []
    for values, is_free, axis in zip(points.T, free, "xy", strict=False):
        if is_free:
            room = 0.3 * np.ptp(values) or 1.0
            ax.set(**{f"{axis}lim": (values.min() - room, values.max() + room)})
        limits.append(sorted(ax.get_xlim() if axis == "x" else ax.get_ylim()))
    low, high = np.transpose(limits)
    (inside,) = np.nonzero(((low <= points) & (points <= high)).all(axis=1))
    last = inside.max(initial=-1)
    return points[: last + 2], bool(last == len(points) - 1)


def _heights(loss: Callable[..., Any], *theta: Array) -> Array:
    places = zip(*(values.ravel().tolist() for values in theta), strict=True)
    heights = [number("loss(θ)", loss(*place)) for place in places]
    return np.reshape(heights, theta[0].shape)


def _short(value: float) -> str:
    return figures(float(f"{value:.2g}"))
