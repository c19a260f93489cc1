"""The widget of lecture 05: the learning rate decides whether descent arrives."""

from functools import cache, lru_cache
from itertools import chain, count, islice
from typing import Any

import ipywidgets
import numpy as np

from nnlib import datasets, losses, optim, plots
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.live import ABOVE, Live

_SEED = 1
_STEPS = 60
_START = np.array([40.0, -20.0])
_HIGHEST = 1e5  # the loss at the top of the panels
_RATES = np.logspace(-2, 0.4, 161)
# Told apart by colour and by marker.
_GHOSTS = ((plots.RED, "^"), (plots.GREEN, "s"), ("#a0527f", "v"))


@cache
def _patients() -> tuple[Array, Array]:
    # Rows (decades of age above 40, 1), so that θ = (w, b), and heart rates above 150.
    heart = datasets.load_heart()
    decades = (heart.column("age") - 40) / 10
    return np.column_stack([decades, np.ones_like(decades)]), heart.column("max_hr") - 150


def _loss(w: float, b: float) -> float:
    X, y = _patients()
    return losses.half_mean_squared(X @ [w, b], y)[0]


@lru_cache(maxsize=64)
def _run(eta: float, size: int) -> tuple[Array, Array]:
    # θ (k + 1, 2) from the start on, and the loss of all patients (k + 1,) at each.
    X, y = _patients()
    rng = np.random.default_rng(_SEED)
    batches = chain.from_iterable(optim.minibatches(len(y), size, rng) for _ in count())
    optimiser, theta, way = optim.GradientDescent(eta), _START.copy(), [_START]
    for batch in islice(batches, _STEPS):
        _, residual = losses.half_mean_squared(X[batch] @ theta, y[batch])
        optimiser.step(theta, X[batch].T @ residual)
        way.append(theta.copy())
    residuals = way @ X.T - y
    return np.array(way), (residuals**2).mean(axis=1) / 2


@cache
def _valley() -> tuple[Array, Array, Array]:
    # The curvatures, the smaller first; the best θ; and how far it is from the start, along each.
    X, y = _patients()
    curvatures, directions = np.linalg.eigh(X.T @ X / len(y))
    best = np.linalg.lstsq(X, y)[0]
    return curvatures, best, directions.T @ (_START - best)


@lru_cache(maxsize=_STEPS + 1)
def _after(steps: int) -> Array:
    # The loss of full-batch descent after these steps, for each of _RATES.
    curvatures, best, away = _valley()
    left = (1 - np.outer(_RATES, curvatures)) ** steps * away
    return _loss(*best) + 0.5 * left**2 @ curvatures


class LearningRate(Live):
    """What `learning_rate` returns; its controls are `eta`, `size` and `steps`."""

    def __init__(self) -> None:
        """Start with twenty gentle steps that use all patients."""
        X, _ = _patients()
        self.threshold = optim.largest_stable_rate(X[:, :1])
        eta = ipywidgets.FloatLogSlider(
            0.1, min=-2, max=0.4, step=0.02, description="learning rate η", readout_format=".3g"
        )
        size = ipywidgets.SelectionSlider(
            options=(1, 4, 32, len(X)), value=len(X), description="batch size"
        )
        steps = ipywidgets.IntSlider(20, 0, _STEPS, description="steps")
        super().__init__(
            plots.panels(3, 10.4, 3.7, (1.15, 1, 1)),
            {"eta": eta, "size": size, "steps": steps},
            "Gradient descent on the loss of a line, and its learning rate",
            keep=True,
            play="steps",
        )

    def stage(self) -> None:
        """Draw the valley, the axes of the losses, the threshold, and the runs that were kept."""
        valley, loss, rates = self.panels
        _, best, _ = _valley()
        valley.set(xlim=(-62, 52), ylim=(-52, 62), aspect="equal")
        plots.contours(valley, _loss).set(xlabel="w", ylabel="b")
        valley.plot(*_START[:, None], "o", color=plots.INK, markersize=7, label="start")
        valley.plot(*best[:, None], "*", color=plots.INK, markersize=12, label="best")
        valley.legend(ncols=2, **ABOVE)
        for panel in (loss, rates):
            panel.set(yscale="log", ylim=(150, _HIGHEST))
            panel.axhline(_loss(*best), color=plots.INK, linewidth=1, linestyle=":")
        loss.set(xlim=(-2, _STEPS + 2), xlabel="steps", ylabel="mean loss J, all patients")
        loss.set_title("loss on the way", fontsize=10)
        rates.set(xscale="log", xlim=_RATES[[0, -1]], xlabel="learning rate η")
        rates.set_title("loss at the end, for every rate", fontsize=10)
        rates.set_xticks((0.01, 0.1, 1), ("0.01", "0.1", "1"))
        rates.axvspan(self.threshold, _RATES[-1], color=plots.RED, alpha=0.12, linewidth=0)
        rates.axvline(self.threshold, color=plots.RED, linestyle="--")
        told = f"2/λ = {figures(self.threshold)} "
        rates.text(self.threshold, 4e4, told, ha="right", color=plots.RED)
        for settings, (color, marker) in zip(self.kept, _GHOSTS, strict=False):
            self._draw(settings, color=color, marker=marker, markerfacecolor="none", linewidth=1)
        if self.kept:
            loss.plot([], [], "o-", color=plots.BLUE, label="now")
            loss.legend(loc="upper right", fontsize=8)

    def paint(self) -> None:
        """Draw the run that the controls ask for, and how every other rate would end."""
        steps = self.value("steps")
        self.panels[2].plot(_RATES, _after(steps), color=plots.INK, linewidth=1.2)
        self._draw(self.settings(), color=plots.BLUE, marker="o", linewidth=1.8)

    def _draw(self, settings: dict[str, Any], **style: Any) -> None:
        valley, loss, rates = self.panels
        eta, size, steps = (settings[name] for name in ("eta", "size", "steps"))
        way, lost = (values[: steps + 1] for values in _run(eta, size))
        # Once it is far away, it would only cover the panel.
        near = np.logical_and.accumulate(np.abs(way).max(axis=1) < 120)
        valley.plot(*way[near].T, markersize=4, **style)
        name = f"η = {figures(eta)}, batches of {size}"
        loss.plot(lost, markersize=4, markevery=0.1, label=name, **style)
        end = [min(lost[-1], _HIGHEST)]  # above the panels it stays in sight
        loss.plot([steps], end, markersize=7, clip_on=False, **style)
        rates.plot([eta], end, markersize=8, clip_on=False, **style)

    def words(self) -> str:
        """Tell where the run has come to, what the threshold says of its rate, and the ghosts."""
        eta, size = self.value("eta"), self.value("size")
        (flat, steep), best, _ = _valley()
        way, lost = (values[self.value("steps")].tolist() for values in _run(eta, size))
        factor = 1 - eta * steep
        if eta > self.threshold:
            verdict = "each step lands farther away on the other side: it diverges"
        elif factor < 0:
            verdict = "each step jumps to the other side, but lands nearer"
        else:
            verdict = "each step comes nearer, from the same side"
        kept = "".join(f" Kept: {_told(**settings)}." for settings in self.kept)
        return (
            f"{_told(**self.settings())}, from w = 40, b = −20 (seed {_SEED}): w = "
            f"{figures(way[0])}, b = {figures(way[1])}, mean loss {figures(lost)}; the best is w = "
            f"{figures(best[0])}, b = {figures(best[1])}, loss {figures(_loss(*best))}.<br>Largest "
            f"curvature λ = {figures(steep)}, threshold 2/λ = {figures(self.threshold)}. With all "
            f"patients in each batch a step multiplies the error across the valley by 1 − ηλ = "
            f"{figures(factor)}: {verdict}. Along the valley, where the curvature is "
            f"{figures(flat)}, it multiplies it by {figures(1 - eta * flat)}.{kept}"
        )


def _told(eta: float, size: int, steps: int) -> str:
    return f"η = {figures(eta)}, batches of {size}, {steps} steps"


def learning_rate() -> LearningRate:
    """Fit the highest heart rate to the age of 303 patients, with a learning rate of your choice.

    The line is w·(decades above 40) + b, for heart rates above 150; every run starts from the same
    (w, b), and batches are drawn from a Generator with a stated seed. The threshold 2/λ is that of
    these data; runs can be kept beside the next, and the steps played. Lecture 05.
    """
    return LearningRate()
