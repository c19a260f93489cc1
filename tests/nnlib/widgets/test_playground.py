"""The playground: its numbers once more without the library, and its data and widths."""

import re
from itertools import pairwise

import numpy as np
import pytest

from nnlib import datasets, widgets
from nnlib.net import Net
from nnlib.plots import figures

F = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
}


def told(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def set_up(**settings):
    """A playground with these settings, drawn once."""
    widget = widgets.playground()
    for control in widget.controls.values():
        control.unobserve(widget._moved, "value")
    for name, value in settings.items():
        widget.controls[name].value = value
    widget._listen()
    widget.refresh()
    return widget


def split(theta, widths):
    """Weights and biases out of one vector, layer by layer."""
    parts, start = [], 0
    for rows, columns in pairwise(widths):
        middle, end = start + rows * columns, start + (rows + 1) * columns
        parts.append((theta[start:middle].reshape(rows, columns), theta[middle:end]))
        start = end
    return parts


def cost(theta, widths, f, X, y):
    *hidden, (W, b) = split(theta, widths)
    A = X
    for weights, biases in hidden:
        A = f(A @ weights + biases)
    a = 1 / (1 + np.exp(-(A @ W + b)))
    return ((a[:, 0] - y) ** 2).sum() / (2 * len(y)), a[:, 0]


@pytest.mark.parametrize(
    ("name", "widths"), [("sigmoid", (2, 3, 1)), ("tanh", (2, 3, 2, 1)), ("relu", (2, 3, 2, 1))]
)
def test_its_steps_are_those_of_the_complex_step(widths, name):
    X, y = datasets.logic_gate("xor")
    second = widths[2] if len(widths) == 4 else 0
    settings = {"first": 3, "second": second, "activation": name, "eta": 3.0, "seed": 4}
    widget = set_up(**settings, steps=20)
    net = Net(widths, "sigmoid", "half_mean_squared", np.random.default_rng(4))
    theta = net.theta.copy()
    for _ in range(20):
        moves = theta + 1e-30j * np.eye(len(theta))
        slopes = [cost(moved, widths, F[name], X, y)[0].imag / 1e-30 for moved in moves]
        theta = theta - 3.0 * np.array(slopes)
    loss, answers = cost(theta, widths, F[name], X, y)
    right = int(((answers >= 0.5) == y).sum())
    assert f"J = {figures(loss)}; classified correctly: {right} of 4." in told(widget)


@pytest.mark.parametrize(
    ("data", "points"), [("XOR", 4), ("moons", 40), ("rings", 40), ("blobs", 40)]
)
def test_four_sets_of_points_are_learned(data, points):
    widget = set_up(data=data, first=6, eta=3.0)
    assert f"After 0 steps  on {data}, {points} points" in told(widget)
    widget.controls["steps"].value = 1000
    found = re.findall(r"classified correctly: (\d+) of (\d+)", told(widget))
    assert int(found[0][0]) >= 0.95 * points


def test_deltas_are_shown_on_demand_with_the_largest_of_each_layer():
    widget = set_up(data="rings", first=5, second=3, steps=100)
    assert "Deltas" not in told(widget)
    picture = widget.image.value
    widget.controls["show"].value = "deltas"
    assert widget.image.value != picture
    net = widget._descent().at(100)
    sizes = [figures(np.abs(D).max()) for D in net.deltas]
    layers = ", ".join(
        f"{name} {size}"
        for name, size in zip(("hidden 1", "hidden 2", "output"), sizes, strict=True)
    )
    assert f"Largest in size: {layers}." in told(widget)
    assert net.deltas[0].shape == (40, 5)


def test_other_data_begin_at_their_start_and_reset_keeps_them():
    widget = set_up(steps=60, data="moons")
    assert widget.value("steps") == 0
    start = widget.readout.value
    widget.controls["steps"].value = 80
    widget.buttons["reset"].click()
    assert widget.readout.value == start
