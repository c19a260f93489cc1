"""The playground of lecture 07: a network with the map and the deltas of every unit."""

from collections.abc import Callable, Hashable
from functools import cache, lru_cache

import ipywidgets
import numpy as np

from nnlib import datasets, plots
from nnlib.net import Net
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.descent import Descent
from nnlib.widgets.live import ABOVE, Live
from nnlib.widgets.show import html_table

_POINTS, _SEED = 40, 7
_STEPS, _EVERY, _SEEDS, _WIDEST = 1000, 20, 10, 6
_RATES = (0.1, 0.3, 1.0, 3.0, 10.0)
_FINE = 20  # places along each side of a unit's map
_CLOUDS: dict[str, Callable[..., tuple[Array, Array]]] = {
    "moons": datasets.moons,
    "rings": datasets.rings,
    "blobs": datasets.blobs,
}
# From what a unit says to a shade from 0 to 1, given the largest output there is on the map.
_SHADE: dict[str, Callable[[Array], Array]] = {
    "sigmoid": lambda A: A,
    "tanh": lambda A: (A + 1) / 2,
    "relu": lambda A: 0.5 + 0.5 * A / max(A.max(), 1e-9),
}


@cache
def _data(name: str) -> tuple[Array, Array, Array]:
    # Inputs, targets in a column, and the inputs of the maps, row by row upwards.
    if name == "XOR":
        X, y = datasets.logic_gate("xor")
    else:
        X, y = _CLOUDS[name](_POINTS, np.random.default_rng(_SEED))
    low, high = _ends(X)
    x1, x2 = np.linspace(low, high, _FINE).T
    plane = np.stack(np.meshgrid(x1, x2), axis=-1).reshape(-1, 2)
    return X, y[:, None].astype(np.float64), plane


def _ends(X: Array) -> tuple[Array, Array]:
    # The corners of the plane that is shown: the inputs and a margin.
    low, high = X.min(axis=0), X.max(axis=0)
    return low - 0.3 * (high - low), high + 0.3 * (high - low)


@lru_cache(maxsize=32)
def _run(data: str, widths: tuple[int, ...], activation: str, eta: float, seed: int) -> Descent:
    X, Y, _ = _data(data)
    activations = [activation] * (len(widths) - 2) + ["sigmoid"]

    def make() -> Net:
        return Net(widths, activations, "half_mean_squared", np.random.default_rng(seed))

    return Descent(make, X, Y, eta, _EVERY)


class Playground(Live):
    """What `playground` returns.

    Its controls are `data`, `show`, `first`, `second`, `activation`, `eta`, `seed` and `steps`.
    """

    def __init__(self) -> None:
        """Start with XOR and four tanh units, before the first step."""
        data = ipywidgets.Dropdown(options=("XOR", *_CLOUDS), description="data")
        show = ipywidgets.Dropdown(options=("outputs", "deltas"), description="show")
        first = ipywidgets.IntSlider(4, 1, _WIDEST, description="hidden layer 1")
        second = ipywidgets.IntSlider(0, 0, _WIDEST, description="hidden layer 2")
        activation = ipywidgets.Dropdown(
            options=("sigmoid", "tanh", "relu"), value="tanh", description="activation"
        )
        eta = ipywidgets.SelectionSlider(options=_RATES, value=1.0, description="learning rate η")
        seed = ipywidgets.IntSlider(0, 0, _SEEDS - 1, description="seed of the start")
        steps = ipywidgets.IntSlider(0, 0, _STEPS, step=_EVERY, description="steps")
        # Other data begin at their own start.
        data.observe(lambda _: setattr(steps, "value", 0), "value")
        super().__init__(
            plots.panels(3, 11, 4.6, (2.2, 1.1, 0.6)),
            {
                "data": data, "show": show, "first": first, "second": second,
                "activation": activation, "eta": eta, "seed": seed, "steps": steps
            },
            "A playground: the output of every unit, and the delta that comes back to it",
            play="steps",
            interval=150,
            lasting=("data",),
        )  # fmt: skip

    def _widths(self) -> tuple[int, ...]:
        hidden = (self.value("first"), self.value("second"))
        return (2, *(count for count in hidden if count), 1)

    def _descent(self) -> Descent:
        settings = (self.value(name) for name in ("activation", "eta", "seed"))
        return _run(self.value("data"), self._widths(), *settings)

    def scene(self) -> Hashable:
        """Name the data, the widths, and what is shown."""
        return self.value("data"), self._widths(), self.value("show")

    def stage(self) -> None:
        """Draw the names of the layers, the axes and the points."""
        network, plane, loss = self.panels
        plots.unit_maps_frame(network, self._widths(), ["inputs", *self._hidden(), "output"])
        if self.value("show") == "deltas":
            network.set_title("▲ this output should rise, ▼ it should fall", fontsize=10)
        X, Y, _ = _data(self.value("data"))
        low, high = _ends(X)
        plots.points(plane, X, Y[:, 0].astype(int))
        plane.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        plane.legend(ncols=2, **ABOVE)
        plane.spines[:].set_visible(False)  # the map is drawn over them
        loss.set(xlim=(-20, _STEPS + 20), ylim=(1e-4, 1), yscale="log")
        loss.set(xlabel="steps", title="loss J")
        loss.minorticks_off()

    def _hidden(self) -> list[str]:
        layers = len(self._widths()) - 2
        return ["hidden"] if layers == 1 else ["hidden 1", "hidden 2"]

    def paint(self) -> None:
        """Draw the maps of all units, with the deltas if they are wanted, and the losses."""
        network, plane, loss = self.panels
        steps, descent = self.value("steps"), self._descent()
        net, losses = descent.at(steps), descent.learn(steps)
        X, Y, grid = _data(self.value("data"))
        low, high = _ends(X)
        deltas = [D.copy() for D in net.deltas]
        outputs = _outputs(net, grid)
        shades = [_SHADE[self.value("activation")](A) for A in outputs[1:-1]]
        shades = [(grid - low) / (high - low), *shades, outputs[-1]]
        maps = [A.T.reshape(-1, _FINE, _FINE) for A in shades]
        deltas_too = self.value("show") == "deltas"
        if deltas_too:
            maps = [0.5 + 0.3 * (shade - 0.5) for shade in maps]  # pale, below the marks
        plots.unit_maps(network, maps, net.W)
        if deltas_too:
            plots.delta_marks(network, (X - low) / (high - low), deltas)
        plots.output_map(plane, net.predict)
        for label, (color, marker) in enumerate(zip(plots.CLASS[:2], plots.MARKERS, strict=False)):
            plane.plot(*X[Y[:, 0] == label].T, marker, color=color, mec="white", ms=8, zorder=3)
        loss.plot(losses, color=plots.INK, linewidth=2)
        loss.plot([steps], losses[-1:], "o", color=plots.INK)

    def words(self) -> str:
        """Tell how far the network has come, and the largest deltas if they are shown."""
        steps, descent = self.value("steps"), self._descent()
        net, losses = descent.at(steps), descent.learn(steps)
        X, Y, _ = _data(self.value("data"))
        right = int(((net.A[-1] >= 0.5) == Y).sum())
        chain = "-".join(map(str, self._widths()))
        told = (
            f"<b>After {steps} steps</b> on {self.value('data')}, {len(X)} points: network {chain} "
            f"with {self.value('activation')}, seed {self.value('seed')}, "
            f"η = {figures(self.value('eta'))}. J = {figures(losses[-1])}; "
            f"classified correctly: {right} of {len(X)}."
        )
        if self.value("show") == "deltas":
            layers = zip([*self._hidden(), "output"], net.deltas, strict=True)
            sizes = ", ".join(f"{name} {figures(np.abs(D).max())}" for name, D in layers)
            told += (
                " Deltas: a triangle points up where the output of a unit should rise, "
                f"down where it should fall. Largest in size: {sizes}."
            )
        return told

    def numbers(self) -> str:
        """Give bias, weights and largest delta of every unit."""
        net = self._descent().at(self.value("steps"))
        lines = []
        for name, W, b, D in zip(
            [*self._hidden(), "output"], net.W, net.b, net.deltas, strict=True
        ):
            for unit, bias in enumerate(b):
                weights = ", ".join(map(figures, W[:, unit]))
                largest = figures(np.abs(D[:, unit]).max())
                lines.append((f"{name}, unit {unit + 1}", weights, figures(bias), largest))
        head = ("unit", "weights into it", "bias", "largest delta in size")
        table = html_table(head, lines)
        return f"<details><summary>The weights and deltas of every unit</summary>{table}</details>"


def _outputs(net: Net, X: Array) -> list[Array]:
    # What every layer says to inputs X; the network's own outputs stay as they are.
    A = [X]
    for W, b, activation in zip(net.W, net.b, net.activations, strict=True):
        A.append(activation.f(A[-1] @ W + b))
    return A


def playground() -> Playground:
    """Train a network on one of four sets of points, and see the outputs and deltas of every unit.

    Full-batch gradient descent on J = 1/(2m) Σ (y − ŷ)² with a sigmoid output. On demand, marks on
    each unit's map show the deltas: for which samples its output should rise or fall.
    Points and starts are drawn from Generators with stated seeds. Lecture 07.
    """
    return Playground()
