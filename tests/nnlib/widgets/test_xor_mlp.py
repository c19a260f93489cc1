"""The network that learns XOR before one's eyes: its numbers, once more without the library."""

import re

import numpy as np
import pytest

from nnlib import widgets
from nnlib.widgets import xor_mlp as room

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([0, 1, 1, 0])


def told(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def loss(widget):
    return float(re.findall(r"S = (\S+?)\. Outputs", told(widget))[0])


def outputs(widget):
    return [float(number) for number in re.findall(r"[01]{2}: (\S+) \(should", told(widget))]


def start(seed, hidden):
    rng = np.random.default_rng(seed)
    parts = [rng.uniform(-1, 1, size) for size in ((2, hidden), hidden, (hidden, 1), 1)]
    return np.concatenate([part.ravel() for part in parts])


def cost_and_outputs(theta, hidden):
    W1, b1, w2, b2 = np.split(theta, np.cumsum([2 * hidden, hidden, hidden]))
    a1 = 1 / (1 + np.exp(-(X @ W1.reshape(2, hidden) + b1)))
    a = 1 / (1 + np.exp(-(a1 @ w2 + b2)))
    return ((y - a) ** 2).sum() / 2, a


def slope(theta, hidden):
    steps = 1e-30j * np.eye(len(theta))
    return np.array([cost_and_outputs(theta + step, hidden)[0].imag for step in steps]) / 1e-30


@pytest.mark.parametrize(("seed", "hidden", "alpha"), [(2, 2, 2.0), (7, 5, 0.5)])
def test_its_first_steps_are_those_of_the_complex_step(seed, hidden, alpha):
    widget = widgets.xor_learner()
    for name, value in {"seed": seed, "hidden": hidden, "alpha": alpha}.items():
        widget.controls[name].value = value
    theta = start(seed, hidden)
    for steps in (0, 10, 20):
        widget.controls["steps"].value = steps
        cost, a = cost_and_outputs(theta, hidden)
        assert loss(widget) == pytest.approx(cost, rel=1e-3)
        assert outputs(widget) == pytest.approx(a, abs=6e-4)
        size = f"{np.linalg.norm(slope(theta, hidden)):.4g}"
        assert f"length of the gradient: {size}" in told(widget)
        for _ in range(10):
            theta = theta - alpha * slope(theta, hidden)


@pytest.mark.deep
def test_two_units_learn_from_most_seeds_and_not_from_some():
    widget = widgets.xor_learner()
    widget.controls["steps"].value = 1000
    stuck = []
    for seed in range(20):
        widget.controls["seed"].value = seed
        if "It has not learned XOR." in told(widget):
            stuck.append(seed)
            assert loss(widget) == pytest.approx(0.254, abs=0.002)
        else:
            assert "Classified correctly with the threshold ½: 4 of 4. It has learned XOR." in told(
                widget
            )
            assert (np.round(outputs(widget)) == y).all()
    assert stuck == [0, 1, 11, 12]


def test_one_unit_draws_one_line_and_never_learns():
    widget = widgets.xor_learner()
    for name, value in {"hidden": 1, "steps": 1000}.items():
        widget.controls[name].value = value
    for seed in range(20):
        widget.controls["seed"].value = seed
        assert "It has not learned XOR." in told(widget)


def test_a_run_goes_on_from_where_it_was_seen_last():
    widget, twin = widgets.xor_learner(), widgets.xor_learner()
    room._run.cache_clear()
    for steps in (700, 100, 400):
        widget.controls["steps"].value = steps
    said = widget.readout.value
    room._run.cache_clear()
    twin.controls["steps"].value = 400
    assert twin.readout.value == said


def test_runs_that_were_kept_are_drawn_and_told():
    widget = widgets.xor_learner()
    _, losses = widget.panels
    widget.controls["steps"].value = 300
    widget.buttons["keep"].click()
    widget.controls["seed"].value = 1
    widget.buttons["keep"].click()
    assert "Kept 1: seed 2, 2 hidden units, α = 2, S = 0.02816 after 300 steps." in told(widget)
    assert "Kept 2: seed 1, 2 hidden units, α = 2, S = 0.2" in told(widget)
    ghosts = {line.get_label(): np.array(line.get_ydata()) for line in losses.lines}
    first, second = (f"kept {n}: seed {s}, 2 hidden units, α = 2" for n, s in ((1, 2), (2, 1)))
    assert {name: len(ghost) for name, ghost in ghosts.items()} == {
        first: 301,
        second: 301,
        "now": 0,
    }
    assert ghosts[first][-1] == pytest.approx(0.02816, rel=1e-3)
    widget.buttons["reset"].click()
    assert "Kept" not in told(widget)
    assert list(losses.lines) == []


def test_a_run_that_was_kept_earlier_does_not_change_what_is_told_of_now():
    widget, twin = widgets.xor_learner(), widgets.xor_learner()
    widget.controls["steps"].value = 100
    widget.buttons["keep"].click()
    for each in (widget, twin):
        each.controls["steps"].value = 600
    plain = re.sub("<br>Kept 1: .*? after 100 steps.", "", widget.readout.value)
    assert plain == twin.readout.value != widget.readout.value


@pytest.mark.deep
def test_only_so_many_runs_are_remembered():
    widget = widgets.xor_learner()
    for hidden in range(1, 9):
        widget.controls["hidden"].value = hidden
        for seed in range(20):
            widget.controls["seed"].value = seed
    remembered = room._run.cache_info()
    assert remembered.currsize == remembered.maxsize == 64
