"""Pictures of functions and of data: curves, outcomes, maps, images."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from IPython.display import HTML

from nnlib import plots
from nnlib.functions import ACTIVATIONS
from nnlib.pictures.words import join, plain, span
from nnlib.plots import figures
from nnlib.widgets.show import picture


def show_tangents(
    f: Callable[[Any], Any], slope: Callable[[Any], Any], places: Sequence[float]
) -> HTML:
    """Show a curve with its tangents at some places, each marked in its own way."""
    low, high = min(places) - 0.7, max(places) + 0.7
    theta = np.linspace(min(low, -high), max(high, -low), 101)
    ax = plots.axes(6.5, 3)
    ax.plot(theta, f(theta), color=plots.GREY)
    told = []
    for place, marker, name in zip(places, "soD", ("square", "circle", "diamond"), strict=False):
        near = np.array([place - 0.6, place + 0.6])
        ax.plot(near, f(place) + slope(place) * (near - place), "--", color=plots.BLUE)
        ax.plot([place], [f(place)], marker, color=plots.BLUE, markersize=9)
        told.append(
            f"a {name} at {figures(place)}, where the tangent has slope {figures(slope(place))}"
        )
    ax.set(xlabel="θ", ylabel="loss")
    return picture(ax, f"A curve, {span(theta, f(theta))}, with {join(told)}.")


def show_lines(
    x: Any, lines: Mapping[str, Any], *, xlabel: str, ylabel: str = "", log: bool = False
) -> HTML:
    """Show lines (k,) over x (k,), by their names; log: a logarithmic axis upwards."""
    ax = plots.axes(6.6, 3.3)
    marked = len(np.ravel(x)) < 20
    for (name, y), color, marker, dash in zip(
        lines.items(), plots.CLASS, plots.MARKERS, ("-", "--", ":", "-."), strict=False
    ):
        style: dict[str, Any] = {"color": color, "linestyle": dash, "label": name}
        ax.plot(x, y, marker=marker if marked else None, **style)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    ax.legend(frameon=False)
    told = [f"{plain(name)}: {span(np.ravel(x), np.ravel(y))}" for name, y in lines.items()]
    return picture(ax, f"Lines over {plain(xlabel)}. {'. '.join(told)}.")


def show_activations(names: Sequence[str]) -> HTML:
    """Show activations by their names, with their derivatives dashed."""
    axes = plots.panels(len(names), 1 + 3 * len(names), 3.4)
    z, told = np.linspace(-4, 4, 401), []
    for ax, name in zip(axes, names, strict=True):
        plots.activation(ax, name)
        a = ACTIVATIONS[name].f(z)
        slopes = ACTIVATIONS[name].prime(a)
        told.append(
            f"{name} goes from {figures(a[0])} to {figures(a[-1])}, its derivative is from "
            f"{figures(slopes.min())} to {figures(slopes.max())}"
        )
    return picture(axes[0], f"Activations from z = −4 to 4, derivatives dashed: {'; '.join(told)}.")


def show_outcomes(
    x: Any,
    y: Any,
    curves: Mapping[str, Callable[[Any], Any]] | None = None,
    *,
    xlabel: str,
    ylabel: str = "P(y = 1)",
) -> HTML:
    """Show outcomes 0 or 1 (m,) against one predictor (m,), and shares of ones among neighbours.

    curves: functions of the predictor by name; each gets a picture of its own, side by side.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    panels = plots.panels(max(len(curves or {}), 1), 7 if not curves else 5 * len(curves), 3.4)
    groups = [group for group in np.array_split(np.argsort(x, kind="stable"), 10) if group.size]
    shares = ", ".join(f"{y[group].mean():.0%}" for group in groups)
    words = f"{len(x)} outcomes over {xlabel} from {figures(x.min())} to {figures(x.max())}; the "
    words += f"shares of ones among neighbours, from left to right: {shares}."
    for ax in panels:
        plots.outcomes(ax, x, y).set(xlabel=xlabel, ylabel=ylabel)
    places = np.linspace(x.min(), x.max(), 221)
    for ax, (name, curve) in zip(panels, (curves or {}).items(), strict=False):
        heights = np.ravel(curve(places))
        ax.plot(places, heights, color=plots.INK)
        ax.set_title(name)
        words += f" {plain(name)}: a curve {span(places, heights)}."
    return picture(panels[0], words)


def show_logistic(w: float, b: float, xlim: tuple[float, float]) -> HTML:
    """Show a logistic curve σ(wx + b), w ≠ 0, with the tangent at its centre."""
    ax = plots.axes(7, 3.2)
    ax.set(xlim=xlim, ylim=(-0.05, 1.05), xlabel="x", ylabel="p")
    plots.tangent(plots.logistic(ax, b, w), b, w)
    words = f"A logistic curve with its centre at x = {figures(-b / w)}, p = 0.5, and the dashed "
    words += f"tangent there, of slope {figures(w / 4)}, which reaches 1 at {figures((2 - b) / w)}."
    return picture(ax, words)


def show_secants(
    f: Callable[[Any], Any], x: float, h: float, slope: float, xlim: tuple[float, float]
) -> HTML:
    """Show a curve with its tangent at x, and the lines of both difference quotients."""
    ax = plots.axes(6.8, 3.4)
    places = np.linspace(*xlim, 100)
    heights = f(places)
    ax.set(xlim=xlim, ylim=(heights.min(), heights.max()), xlabel="x", ylabel="f(x)")
    ax.plot(places, heights, color=plots.INK, linewidth=2)
    plots.secants(ax, f, x, h, slope).legend(frameon=False)
    up, down, here = float(f(x + h)), float(f(x - h)), float(f(x))
    return picture(
        ax,
        f"A curve with its tangent at {figures(x)}, of slope {figures(slope)}. The line through "
        f"its points at {figures(x)} and {figures(x + h)} has slope {figures((up - here) / h)}; "
        f"that through its points at {figures(x - h)} and {figures(x + h)} has slope "
        f"{figures((up - down) / (2 * h))}.",
    )


def show_slope_errors(h: Any, errors: Mapping[str, Any]) -> HTML:
    """Show relative errors of measured slopes (k,) against the step (k,), both on log axes."""
    ax = plots.slope_errors(plots.slope_error_frame(plots.axes(6.8, 3.8)), h, errors)
    ax.legend(frameon=False)
    told = [f"{name}: {span(h, error)}" for name, error in errors.items()]
    return picture(ax, f"Relative errors of slopes against the step. {'. '.join(told)}.")


def show_output_maps(outputs: Mapping[str, Callable[[Any], Any]], X: Any, y: Any) -> HTML:
    """Show what networks say everywhere in the plane, with the points (m, 2) that they learn."""
    panels = plots.panels(len(outputs), 1 + 3.2 * len(outputs), 3.3)
    told = []
    for ax, (name, output) in zip(panels, outputs.items(), strict=True):
        plots.output_map(plots.points(ax, X, y), output).set_title(name)
        said = zip(np.asarray(X), np.ravel(output(np.asarray(X, float))), np.ravel(y), strict=True)
        rows = [
            f"{figures(a)} at ({x[0]:g}, {x[1]:g}), where it should be {t:g}" for x, a, t in said
        ]
        told.append(f"{name}: {join(rows)}")
    return picture(panels[0], f"Maps of the outputs of networks. {'. '.join(told)}.")


def show_images(pictures: Any, captions: Sequence[str] = (), columns: int | None = None) -> HTML:
    """Show small images side by side, as `nnlib.plots.images` draws them."""
    count, high, wide = np.shape(pictures)[:3]
    across = columns or count
    rows = -(-count // across)
    ax = plots.axes(min(10, 1.2 * across + 1), max(1.5, 1.35 * rows * min(2.2, 10 / across) / 1.6))
    plots.images(ax, pictures, captions, columns)
    shades = [float(np.mean(image)) for image in np.asarray(pictures, float)]
    words = f"{count} images of {high} by {wide} squares in rows of {across}"
    if captions:
        return picture(ax, f"{words}, with captions: {'; '.join(captions)}.")
    return picture(ax, f"{words}, with mean values from {min(shades):.2f} to {max(shades):.2f}.")
