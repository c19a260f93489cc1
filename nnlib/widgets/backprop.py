"""The widget of lecture 03, and of lecture 07 for XOR: backpropagation, one number at a time."""

from collections.abc import Sequence
from typing import Any

import ipywidgets
import numpy as np

from nnlib.plots import SUBSCRIPTS, figures
from nnlib.trace import Entry, Step, Trace, trace
from nnlib.validate import Array, option
from nnlib.widgets.backprop_picture import backprop_picture, written_sum
from nnlib.widgets.board import Board, grid
from nnlib.widgets.show import html_table

_TITLE = "Backpropagation through a small network, step by step"
_MOST = 5.0
_ACTIVATIONS = ("relu", "sigmoid", "tanh", "identity")
_SAID = {"x1": "input x₁", "x2": "input x₂", "y": "target y"}
_RATES = (0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0)
# Of each start: x and y, then W and b by layer for 2-3-2-1. Without the extra layer its first unit
# is the output. The numbers of lecture 03 can be followed with a pencil.
_Start = tuple[str, float, list[float], list[list[list[float]]], list[list[float]]]
_STARTS: dict[str, _Start] = {
    "pencil": (
        "relu",
        0.05,
        [1, 2, 0],
        [[[1, -1, 2], [1, -1, -0.5]], [[1, -1], [2, 1], [-1, 2]], [[1], [2]]],
        [[-1, 1, 0], [1, 1], [-1]],
    ),
    "xor": (
        "sigmoid",
        2.0,
        [0, 1, 1],
        [[[2, -2, 1], [2, -2, -1]], [[2, -1], [2, 1], [0.5, -0.5]], [[1.5], [-1]]],
        [[-1, 3, 0], [-3, 0], [0]],
    ),
}


class BackpropStepper(Board):
    """What `backprop_stepper` returns.

    Its controls are `step`, `layers`, `activation`, `eta`, `x1`, `x2`, `y`, and the weights and
    biases: `W1_23` leads to layer 1, from unit 2 to unit 3.
    """

    def __init__(self, start: str) -> None:
        """Start with one hidden layer, before the first step."""
        activation, eta, sample, W, b = _STARTS[start]
        controls: dict[str, Any] = {
            "step": ipywidgets.IntSlider(0, 0, 1, description="step"),
            "layers": ipywidgets.Dropdown(options=(1, 2), description="hidden layers"),
            "activation": ipywidgets.Dropdown(
                options=_ACTIVATIONS, value=activation, description="activation f"
            ),
            "eta": ipywidgets.SelectionSlider(
                options=_RATES, value=eta, description="learning rate η"
            ),
        }
        for name, value in zip(_SAID, sample, strict=True):
            controls[name] = _number(value, _SAID[name])
        self._weights, self._biases = _names(W)
        for names, values in ((self._weights, W), (self._biases, b)):
            flat = zip(_flat(names), np.concatenate([*map(np.ravel, values)]), strict=True)
            controls |= {name: _number(value, _short(name)) for name, value in flat}
        self._tables = [
            ipywidgets.GridBox([controls[name] for name in _flat([weights, biases])])
            for weights, biases in zip(self._weights, self._biases, strict=True)
        ]
        self._fit(controls, 1)
        controls["layers"].observe(lambda change: self._fit(controls, change["new"]), "value")
        super().__init__(
            controls,
            ipywidgets.HTML(tooltip="", layout={"width": "100%"}),
            _TITLE,
            play="step",
            interval=1500,
        )

    def _fit(self, controls: dict[str, Any], layers: int) -> None:
        # The slider ends with the last step, and weights that the network lacks are hidden.
        weights, biases = self._used(layers)
        used = {*_flat(weights), *_flat(biases)}
        for name in (*_flat(self._weights), *_flat(self._biases)):
            controls[name].layout.display = None if name in used else "none"
        for table, rows in zip(self._tables, weights, strict=False):
            table.layout.grid_template_columns = f"repeat({len(rows[0])}, 7.5em)"
        units = sum(map(len, biases))
        controls["step"].max = 2 * units + len(biases) + 2

    def _used(self, layers: int) -> tuple[list[list[list[str]]], list[list[str]]]:
        # The names of the weights and biases of a network.
        if layers == 2:
            return self._weights, self._biases
        first, second, _ = self._weights
        return [first, [row[:1] for row in second]], [self._biases[0], self._biases[1][:1]]

    def _trace(self) -> Trace:
        def array(names: Any) -> Array:
            return np.vectorize(self.value, otypes=[float])(names)

        weights, biases = self._used(self.value("layers"))
        x = array(["x1", "x2"])
        W, b = [array(part) for part in weights], [array(part) for part in biases]
        return trace(W, b, self.value("activation"), x, self.value("y"), self.value("eta"))

    def lay_out(self) -> Any:
        """Place the controls: those of the whole, the sample, and a grid for each layer."""
        first = [self.controls[name] for name in ("step", "layers", "activation", "eta")]
        sample = [self.controls[name] for name in _SAID]
        for name in (*_flat(self._weights), *_flat(self._biases)):
            self.controls[name].layout.width = "auto"
            self.controls[name].style.description_width = "2.6em"
        tables = ipywidgets.HBox(self._tables, layout={"flex_flow": "row wrap", "grid_gap": "1em"})
        numbers = ipywidgets.VBox([grid(*sample, widest="14em"), tables])
        shown = ipywidgets.ToggleButton(
            description="✎ Change numbers",
            tooltip="Show the sample, the weights and the biases",
        )
        numbers.layout.display = "none"
        shown.observe(
            lambda change: setattr(numbers.layout, "display", None if change["new"] else "none"),
            "value",
        )
        return ipywidgets.VBox([grid(*first), shown, numbers])

    def draw(self) -> None:
        """Draw the network and the formula of this step."""
        self._now = self._trace()
        self.image.value = backprop_picture(self._now, self.value("step"), self.title)

    def still(self) -> str:
        """Return the picture, which is HTML already."""
        return self.image.value

    def words(self) -> str:
        """Tell what this step works out, and from what."""
        number, last = self.value("step"), len(self._now.steps) - 1
        step = self._now.steps[number]
        tell = {
            "start": _tell_start,
            "forward": _tell_forward,
            "loss": _tell_loss,
            "delta": _tell_delta,
            "gradient": _tell_gradient,
            "update": _tell_update,
        }[step.kind]
        return f"<b>Step {number} of {last}.</b> {tell(self._now, step)}"

    def numbers(self) -> str:
        """Give every matrix as far as it is known, row by row."""
        known = [
            ("f", self._now.activation),
            ("η", figures(self._now.eta)),
            *_known(self._now, self.value("step")),
        ]
        table = html_table(("matrix", "its rows"), known)
        return f"<details><summary>All numbers that are known now</summary>{table}</details>"


def _names(W: Sequence[Any]) -> tuple[list[list[list[str]]], list[list[str]]]:
    # A name for every weight, as in its matrix, and for every bias.
    shapes = [(layer, *np.shape(weights)) for layer, weights in enumerate(W, 1)]
    weights = [
        [[f"W{layer}_{i + 1}{j + 1}" for j in range(columns)] for i in range(rows)]
        for layer, rows, columns in shapes
    ]
    biases = [[f"b{layer}_{j + 1}" for j in range(columns)] for layer, _, columns in shapes]
    return weights, biases


def _flat(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else [each for part in names for each in _flat(part)]


def _short(name: str) -> str:
    # As it is written: W1_23 is w⁽¹⁾₂₃.
    letter, layer, *place = name.replace("_", "").lower()
    above = {"1": "⁽¹⁾", "2": "⁽²⁾", "3": "⁽³⁾"}[layer]
    return letter + above + "".join(place).translate(SUBSCRIPTS)


def _known(trace: Trace, step: int) -> list[tuple[str, str]]:
    # The matrices of which something is known after a step: their names and numbers.
    known = trace.known(step)
    found = []
    for (letter, layer), values in trace.arrays.items():
        entries = [Entry(letter, layer, *place) for place in np.ndindex(values.shape)]
        numbers = [figures(trace.value(entry)) if entry in known else "?" for entry in entries]
        if set(numbers) != {"?"}:
            rows = np.reshape(numbers, values.shape)
            found.append((trace.matrix(letter, layer), "; ".join(", ".join(row) for row in rows)))
    return found


def _number(value: float, description: str) -> ipywidgets.BoundedFloatText:
    return ipywidgets.BoundedFloatText(
        value, min=-_MOST, max=_MOST, step=0.5, description=description, continuous_update=True
    )


def _said(trace: Trace, step: Step) -> str:
    return "".join(text for text, _ in written_sum(trace, step))


def _value(trace: Trace, entry: Entry) -> str:
    return f"{trace.name(entry)} = {figures(trace.value(entry))}"


def _tell_start(trace: Trace, step: Step) -> str:
    given = [_value(trace, entry) for entry in step.makes if entry.letter in "AY"]
    chain = "-".join(map(str, trace.widths))
    return (
        f"A {chain} network of {trace.activation} units, η = {figures(trace.eta)}. Inputs, target, "
        f"weights and biases are known: {', '.join(given)}."
    )


def _place(trace: Trace, step: Step) -> str:
    if step.layer == len(trace.widths) - 1:
        return "output"
    return f"hidden layer {step.layer}, unit {step.unit}"


def _tell_forward(trace: Trace, step: Step) -> str:
    Z, A, F = step.makes
    return (
        f"Forward, {_place(trace, step)}: {trace.name(Z)} = {_said(trace, step)} = "
        f"{figures(trace.value(Z))}, so {trace.name(A)} = f(z) = {figures(trace.value(A))}, with "
        f"the slope {_value(trace, F)}."
    )


def _tell_loss(trace: Trace, step: Step) -> str:
    (R,) = step.makes
    return (
        f"Compare: the residual {trace.name(R)} = {_said(trace, step)} = "
        f"{figures(trace.value(R))}, and the loss J = ½(ŷ − y)² = {figures(trace.loss)}."
    )


def _tell_delta(trace: Trace, step: Step) -> str:
    (D,), slope = step.makes, step.slope
    assert slope is not None
    how = "residual times slope"
    if step.layer < len(trace.widths) - 1:
        how = "deltas of the next layer, times the weights to them, times its own slope"
    return (
        f"Backward, {_place(trace, step)}, {how}: {trace.name(D)} = "
        f"{_said(trace, step)} = {figures(trace.value(D))}."
    )


def _tell_gradient(trace: Trace, step: Step) -> str:
    made = [_value(trace, entry) for entry in step.makes]
    return (
        f"Gradients of layer {step.layer}, what came in times the delta, for every pair: "
        f"{', '.join(made)}."
    )


def _tell_update(trace: Trace, _: Step) -> str:
    after = trace.after
    assert after is not None
    answer = Entry("A", len(trace.widths) - 1, 0, 0)
    return (
        f"One step downhill with η = {figures(trace.eta)}, all weights and biases together, then "
        f"forward again: ŷ was {figures(trace.value(answer))} and is {figures(after.value(answer))}"
        f"; J was {figures(trace.loss)} and is {figures(after.loss)}."
    )


def backprop_stepper(start: str = "pencil") -> BackpropStepper:
    """Step through backpropagation in a 2-3-1 network: forward, deltas back, gradients, one step.

    Each number stands beside the product that makes it, and its factors are lit up in the network
    and in the formula with matrices. start: "pencil", small numbers with ReLU units, or "xor", a
    row of XOR with sigmoid units; raises ValueError for others. Nothing is random. Lectures 03, 07.
    """
    return BackpropStepper(option("start", start, {name: name for name in _STARTS}))
