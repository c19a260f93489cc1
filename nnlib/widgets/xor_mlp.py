"""The widget of lecture 07."""

from functools import lru_cache
from typing import Any

import ipywidgets
import numpy as np

from nnlib import datasets, plots
from nnlib.net import Net
from nnlib.plots import figures
from nnlib.plots.frame import letters
from nnlib.validate import Array
from nnlib.widgets.descent import Descent
from nnlib.widgets.live import ABOVE, Live
from nnlib.widgets.show import html_table

_STEPS, _EVERY, _SEEDS, _WIDEST = 1000, 10, 20, 8
_RATES = (0.5, 1, 2, 5, 10, 20)
_LOWEST = 1e-4  # what the axis of the losses goes down to
_X, _y = datasets.logic_gate("xor")
_Y = _y[:, None].astype(np.float64)
# What is written beside the corners, nearer to the middle.
_PLACES = _X + 0.14 * np.sign(0.5 - _X) * [0, 1] - [0, 0.03]


# A run that comes out of the window is begun again when it is wanted: the same seed, the same run.
@lru_cache(maxsize=64)
def _run(seed: int, hidden: int, alpha: float) -> Descent:
    def make() -> Net:
        rng = np.random.default_rng(seed)
        return Net([2, hidden, 1], "sigmoid", "half_squared", rng, initial="uniform")

    return Descent(make, _X, _Y, alpha, _EVERY)


class XorLearner(Live):
    """What `xor_learner` returns; its controls are `steps`, `seed`, `hidden` and `alpha`."""

    def __init__(self) -> None:
        """Start with two hidden units that are going to learn, before the first step."""
        steps = ipywidgets.IntSlider(0, 0, _STEPS, step=_EVERY, description="steps")
        seed = ipywidgets.IntSlider(2, 0, _SEEDS - 1, description="seed of the start")
        hidden = ipywidgets.IntSlider(2, 1, _WIDEST, description="hidden units")
        alpha = ipywidgets.SelectionSlider(options=_RATES, value=2, description="learning rate α")
        super().__init__(
            plots.panels(2, 9.2, 3.9, (1, 1.3)),
            {"steps": steps, "seed": seed, "hidden": hidden, "alpha": alpha},
            "A network with one hidden layer that learns XOR",
            keep=True,
            play="steps",
        )

    def stage(self) -> None:
        """Draw the axes, what the marks mean, and the losses of the runs that were kept."""
        plane, loss = self.panels
        plots.points(plane, _X, _y).set(xticks=(0, 1), yticks=(0, 1))
        plane.legend(ncols=2, **ABOVE)
        plane.spines[:].set_visible(False)  # the map is drawn over them
        loss.set(xlim=(-20, _STEPS + 20), ylim=(_LOWEST, 3), yscale="log")
        loss.set(xlabel="steps", ylabel="loss S")
        ticks = (0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 1, 2)
        loss.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
        loss.minorticks_off()
        marks = zip(self.kept, plots.CLASS, plots.MARKERS, strict=False)
        for number, (kept, color, marker) in enumerate(marks, 1):
            style: dict[str, Any] = {"color": color, "marker": marker, "markevery": 0.2}
            loss.plot(self._losses(kept), label=f"kept {number}: {_name(kept)}", **style)
        if self.kept:
            loss.plot([], [], color=plots.INK, linewidth=2, label="now")
            loss.legend(loc="lower left", frameon=False, fontsize=9)

    def _losses(self, settings: dict[str, Any]) -> list[float]:
        run = _run(settings["seed"], settings["hidden"], settings["alpha"])
        return run.learn(settings["steps"])

    def _net(self) -> Net:
        run = _run(self.value("seed"), self.value("hidden"), self.value("alpha"))
        return run.at(self.value("steps"))

    def paint(self) -> None:
        """Draw what the network says everywhere, its answers at the corners, and its losses."""
        plane, loss = self.panels
        net = self._net()
        answers = net.A[-1][:, 0]
        plots.output_map(plane, net.predict)
        for label, color in enumerate(plots.CLASS[:2]):
            corners = _X[_y == label].T
            style: dict[str, Any] = {"color": color, "mec": "white", "ms": 9, "zorder": 3}
            plane.plot(*corners, plots.MARKERS[label], **style)
        told = [(*place, f"{a:.2f}") for place, a in zip(_PLACES, answers, strict=True)]
        letters(plane, told, plots.INK, 0.5, 0.09)
        losses = self._losses(self.settings())
        loss.plot(losses, color=plots.INK, linewidth=2)
        loss.plot([len(losses) - 1], losses[-1:], "o", color=plots.INK)

    def words(self) -> str:
        """Tell how far the network has come, what it says to the four rows, and what was kept."""
        net = self._net()
        answers, loss = net.A[-1][:, 0], self._losses(self.settings())[-1]
        right = int(((answers >= 0.5) == _y).sum())
        verdict = "It has learned XOR." if right == len(_y) else "It has not learned XOR."
        rows = ", ".join(
            f"{x1:g}{x2:g}: {a:.3f} (should be {y})"
            for (x1, x2), a, y in zip(_X, answers, _y, strict=True)
        )
        kept = "".join(
            f"<br>Kept {number}: {_name(settings)}, S = {figures(self._losses(settings)[-1])} "
            f"after {settings['steps']} steps."
            for number, settings in enumerate(self.kept, 1)
        )
        return (
            f"<b>After {self.value('steps')} steps</b>, {_name(self.settings())}, start drawn from "
            f"Unif[−1, 1]: S = {figures(loss)}. Outputs for the rows {rows}. Classified correctly "
            f"with the threshold ½: {right} of {len(_y)}. {verdict}<br>Largest weight or bias: "
            f"{figures(abs(net.theta).max())} in size; length of the gradient: "
            f"{figures(float(np.linalg.norm(net.gradient)))}.{kept}"
        )

    def numbers(self) -> str:
        """Give the weights, a line for each hidden unit."""
        net = self._net()
        columns: list[Array] = [*net.W[0], net.b[0], net.W[1][:, 0]]
        lines = [
            (str(unit), *map(figures, weights))
            for unit, weights in enumerate(np.transpose(columns), 1)
        ]
        foot = f"<p>Bias of the output: {figures(net.b[1].item())}</p>"
        return html_table(("hidden unit", "from x₁", "from x₂", "bias", "to output"), lines) + foot


def _name(settings: dict[str, Any]) -> str:
    units = "1 hidden unit" if settings["hidden"] == 1 else f"{settings['hidden']} hidden units"
    return f"seed {settings['seed']}, {units}, α = {figures(settings['alpha'])}"


def xor_learner() -> XorLearner:
    """Watch a network with one hidden layer learn XOR: its map of the plane, its loss, its weights.

    Full-batch gradient descent on S = ½ Σ (y − a)² with sigmoid units, from starts drawn from
    Unif[−1, 1] with the seed that a slider sets; some are good, and some are not. Lecture 07.
    """
    return XorLearner()
