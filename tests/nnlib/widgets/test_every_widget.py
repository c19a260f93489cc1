"""The moving pictures, driven without a browser over everything that their controls can say."""

import base64
import itertools
import re
import sys
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

from nnlib import plots, widgets
from nnlib.datasets import logic_gate
from nnlib.graph import leaves, table
from nnlib.perceptron import predict
from nnlib.scalar import logistic_graph
from tests.support.widget_moves import choices, make, names

LIVE = {
    # What to set first, so that every control has something to act on.
    "perceptron_stepper": {"visits": 3},
    "difference_valley": {"h": 1e-5},
    "graph_stepper": {"step": 21, "y": 0.5},
    "logistic_curve": {"updates": 20, "size": 64},
    "multiplication_counter": {"depth": 8},
    "shape_matcher": {"inputs": 5},
    "xor_learner": {"steps": 300},
    "digit_trainer": {"epochs": 7, "activation": "sigmoid"},
    "learning_rate": {"steps": 30},
}
every_widget = pytest.mark.parametrize("name", LIVE)


def pixels(widget):
    return imread(BytesIO(widget.image.value))


def words(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def find(pattern, text):
    found = re.search(pattern, text)
    assert found, text
    return found


def test_every_widget_is_driven_here():
    assert set(LIVE) == set(names())


@every_widget
def test_every_control_runs_over_its_whole_range(name):
    widget = make(name)
    shape = pixels(widget).shape
    for control in widget.controls.values():
        start = control.value
        seen = set()
        for choice in choices(control):
            control.value = choice
            seen.add(widget.readout.value)
            assert "nan" not in words(widget)
        assert len(seen) == len(choices(control))
        control.value = start
    assert pixels(widget).shape == shape


@every_widget
def test_every_corner_of_its_controls(name):
    widget = make(name)
    ends = [(choices(control)[0], choices(control)[-1]) for control in widget.controls.values()]
    for corner in itertools.product(*ends):
        for control, value in zip(widget.controls.values(), corner, strict=True):
            control.value = value
        assert "nan" not in words(widget)
        assert pixels(widget).std() > 0.05


@every_widget
def test_every_control_changes_the_picture_and_the_words(name):
    widget = make(name)
    for control, value in LIVE[name].items():
        widget.controls[control].value = value
    for control in widget.controls.values():
        before, said, start = widget.image.value, widget.readout.value, control.value
        control.value = next(choice for choice in reversed(choices(control)) if choice != start)
        assert widget.image.value != before
        assert widget.readout.value != said
        control.value = start
        assert widget.image.value == before
        assert widget.readout.value == said


@every_widget
def test_reset_brings_back_the_very_same_picture(name):
    widget, twin = make(name), make(name)
    picture, said = widget.image.value, widget.readout.value
    assert twin.image.value == picture
    for control in widget.controls.values():
        control.value = choices(control)[-1]
    if "keep" in widget.buttons:
        widget.buttons["keep"].click()
        assert widget.readout.value != said
    assert widget.image.value != picture
    widget.buttons["reset"].click()
    assert widget.image.value == picture
    assert widget.readout.value == said
    widget.controls[next(iter(LIVE[name]))].value = next(iter(LIVE[name].values()))
    assert widget.image.value != picture  # it still listens after a reset


@every_widget
def test_a_slider_is_followed_live_and_named(name):
    widget = make(name)
    for control in widget.controls.values():
        assert control.description
        assert getattr(control, "continuous_update", True)
    assert re.match(r'<div role="status" aria-label="[^"]{20,}">', widget.readout.value)


@every_widget
def test_nothing_stays_behind(name):
    widget = make(name)
    panels = [len(panel.get_children()) for panel in widget.panels]
    for control, value in LIVE[name].items():
        widget.controls[control].value = value
    assert [len(panel.get_children()) for panel in widget.panels] == panels
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


def test_a_live_picture_must_say_what_to_show():
    class Draws(widgets.Live):
        def stage(self):
            pass

        def paint(self):
            pass

    for incomplete in (widgets.Live, Draws):
        with pytest.raises(NotImplementedError):
            incomplete([plots.axes()], {}, "Nothing")
    with pytest.raises(NotImplementedError):
        widgets.Live.paint(make("graph_stepper"))


# --- lecture 01 ----------------------------------------------------------------------------------


def test_the_example_is_learned_in_one_visit():
    widget = widgets.perceptron_stepper()
    widget.controls["problem"].value = "the lecture's example"
    assert "w = (1, 1, −2), b = −3" in words(widget)
    assert "= −12, so ŷ = 0, wrong: the next visit adds x to w and 1 to b" in words(widget)
    widget.controls["visits"].value = 1
    assert "changes: 1, w = (0, −1, 1), b = −2. Rightly answered rows: 1 of 1" in words(widget)
    assert "= 3, so ŷ = 1, right: nothing changes" in words(widget)


@pytest.mark.parametrize("gate", ["AND", "OR", "NAND"])
def test_gates_are_learned_within_the_slider(gate):
    widget = widgets.perceptron_stepper()
    widget.controls["problem"].value = gate
    assert "Learning is over" not in words(widget)
    widget.controls["visits"].value = widget.controls["visits"].max
    assert "Rightly answered rows: 4 of 4. Learning is over" in words(widget)
    X, y = logic_gate(gate.lower())
    found = find(r"w = \((\S+), (\S+)\), b = (\S+)\.", words(widget).replace("−", "-"))
    w1, w2, b = map(float, found.groups())
    assert (predict([w1, w2], b, X) == y).all()


def test_xor_is_never_learned_and_goes_round():
    widget = widgets.perceptron_stepper()
    widget.controls["problem"].value = "XOR"
    weights = {}
    for visits in choices(widget.controls["visits"]):
        widget.controls["visits"].value = visits
        assert "Learning is over" not in words(widget)
        weights[visits] = find(r"w = .*?\.", words(widget))[0]
    assert all(weights[visits] == weights[visits + 4] for visits in range(5, 37))
    assert weights[4] != weights[8]


# --- lecture 04 ----------------------------------------------------------------------------------


def test_the_graph_is_walked_out_and_back():
    widget = widgets.graph_stepper()
    step = widget.controls["step"]
    said = []
    for choice in choices(step):
        step.value = choice
        said.append(words(widget))
    assert [("Forward" in line, "Backward" in line) for line in said] == (
        [(True, False)] * 11 + [(False, True)] * 11
    )
    assert "ξ₄ = 1 / ξ₃ = p = 0.9999" in said[4]
    assert "dξ₄/dw = (−0.9998)·(−0.0003702) = 0.0003701" in said[4]
    assert "∂L/∂L = 1" in said[11]
    assert "∂L/∂ξ₄ = (−1)·(1) + (0)·(−1) = −1" in said[17]
    assert "∂L/∂w = (−0.0001234)·(3) = −0.0003702" in said[21]


def test_the_graph_adds_up_at_the_fork():
    widget = widgets.graph_stepper()
    for name, value in {"w": -0.5, "x": 2, "y": 0.25, "step": 17}.items():
        widget.controls[name].value = value
    assert "∂L/∂ξ₄ = (−0.25)·(3.718) + (−1.026)·(−1) = 0.0963" in words(widget)


def test_full_batches_descend_to_the_best_curve():
    widget = widgets.logistic_curve()
    updates = widget.controls["updates"]
    lost = []
    for choice in choices(updates):
        updates.value = choice
        found = find(r"Mean loss: (\S+) at the start, (\S+) now", words(widget))
        lost.append(float(found[2]))
    assert lost == sorted(lost, reverse=True)
    assert lost[0] == 1.014
    assert lost[-1] == 0.596
    assert "or 146 beats per minute; slope there β₁/4 = −0.24" in words(widget)


def test_a_flat_curve_has_no_centre():
    widget = widgets.logistic_curve()
    widget.controls["beta1"].value = 0
    assert "The curve is flat and has no centre." in words(widget)
    assert "Mean loss: 0.693" in words(widget)


def test_a_batch_holds_each_patient_once_in_an_epoch():
    widget = widgets.logistic_curve()
    widget.controls["eta"].value = 0.01
    for name, value in {"beta0": 0.4, "size": 64, "updates": 5}.items():
        widget.controls[name].value = value
    _, full, batches = widget._now()
    # Batches of 64, 64, 64, 64 and 47: weighted by size, nearly the loss over all patients.
    epoch = np.average(batches, weights=[64, 64, 64, 64, 47])
    assert epoch == pytest.approx(np.mean(full[:5]), rel=0.01)


# --- still pictures ------------------------------------------------------------------------------


def test_a_picture_carries_its_words():
    shown = widgets.picture(plots.axes(2, 1), 'a "quoted" <word> & nothing else').data or ""
    assert 'alt="a &quot;quoted&quot; &lt;word&gt; &amp; nothing else"' in shown
    png = base64.b64decode(find(r"base64,([^\"]+)\"", shown)[1])
    assert imread(BytesIO(png)).shape[:2] == (110, 220)


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alt must tell what is to be seen"):
        widgets.picture(plots.axes(), "  ")
    with pytest.raises(TypeError, match="alt must be of type str, but was of type NoneType"):
        widgets.picture(plots.axes(), None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="ax must be of type Axes, but was of type Figure"):
        widgets.picture(plots.axes().figure, "a figure")  # type: ignore[arg-type]


def test_the_table_of_a_graph_has_a_line_for_each_node():
    loss = logistic_graph(3, 1, 3)
    shown = widgets.graph_table(table(loss, wrt=leaves(loss)[0])).data or ""
    assert shown.count("<tr>") == 1 + 11
    assert "<td>ξ₄</td><td>1 / ξ₃</td><td>0.9998766054</td><td>by ξ₃: −0.9997532261</td>" in shown
    assert shown.count("−0.000370183728") == 2
    without = widgets.graph_table(table(loss)).data or ""
    assert without.count("−0.000370183728") == 1
