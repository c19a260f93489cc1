"""What every moving picture promises, driven over everything that its controls can say."""

import itertools
import re
import sys
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

from nnlib import widgets
from tests.support.contrast import too_pale
from tests.support.widget_moves import choices, kind, make, names

LIVE = {
    # What to set first, so that every control has something to act on.
    "backprop_stepper": {"layers": 2, "step": 12},
    "perceptron_stepper": {"visits": 3},
    "difference_valley": {"h": 1e-5},
    "graph_stepper": {"step": 21, "y": 0.5},
    "logistic_curve": {"updates": 20, "size": 64},
    "multiplication_counter": {"depth": 8},
    "shape_matcher": {"inputs": 5},
    "xor_learner": {"steps": 300},
    "playground": {"steps": 60, "second": 2},
    "digit_trainer": {"epochs": 7, "activation": "sigmoid"},
    "learning_rate": {"steps": 30},
}
every_widget = pytest.mark.parametrize("name", LIVE)


drawn_with_matplotlib = pytest.mark.parametrize(
    "name", [name for name in LIVE if issubclass(kind(name), widgets.Live)]
)


def set_up(name):
    widget = make(name)
    for control, value in LIVE[name].items():
        widget.controls[control].value = value
    return widget


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


@pytest.mark.parametrize("most", [3, pytest.param(10**6, marks=pytest.mark.deep)])
@every_widget
def test_every_control_runs_over_its_range(name, most):
    widget, rng = set_up(name), np.random.default_rng(5)
    for control in widget.controls.values():
        start = control.value
        seen, values = set(), choices(control)
        between = rng.permutation(range(1, len(values) - 1))[: most - 2]
        picked = [0, *sorted(between), len(values) - 1]
        for i in picked:
            control.value = values[i]
            seen.add(widget.readout.value)
            assert "nan" not in words(widget)
        assert len(seen) == len(picked)
        control.value = start


@drawn_with_matplotlib
def test_a_picture_keeps_its_size(name):
    widget = make(name)
    shape = pixels(widget).shape
    for control, value in LIVE[name].items():
        widget.controls[control].value = value
        assert pixels(widget).shape == shape
        assert pixels(widget).std() > 0.05


@pytest.mark.deep
@every_widget
def test_every_corner_of_its_controls(name):
    widget = make(name)
    ends = [(choices(control)[0], choices(control)[-1]) for control in widget.controls.values()]
    corners = itertools.product(*ends)
    if len(ends) > 6:
        chosen = np.random.default_rng(5).integers(2, size=(24, len(ends)))
        corners = ([pair[end] for pair, end in zip(ends, row, strict=True)] for row in chosen)
    for corner in corners:
        for control, value in zip(widget.controls.values(), corner, strict=True):
            control.value = value
        assert "nan" not in words(widget)
        if isinstance(widget, widgets.Live):
            assert pixels(widget).std() > 0.05


@every_widget
def test_every_control_changes_the_picture_and_the_words(name):
    widget = set_up(name)
    settings = widget.settings()
    for control in widget.controls.values():
        before, said, start = widget.image.value, widget.readout.value, control.value
        control.value = next(choice for choice in reversed(choices(control)) if choice != start)
        assert widget.image.value != before
        assert widget.readout.value != said
        control.value = start
        # Another problem begins at its start, and others with it.
        for other, value in settings.items():
            widget.controls[other].value = value
        assert widget.image.value == before
        assert widget.readout.value == said


@every_widget
def test_reset_brings_back_the_very_same_picture(name):
    widget, twin = make(name), make(name)
    picture, said = widget.image.value, widget.readout.value
    assert twin.image.value == picture
    for control in moved(widget):
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


def moved(widget):
    """The controls that Reset sets back; the others say what is looked at."""
    return [control for key, control in widget.controls.items() if key not in widget.lasting]


@every_widget
def test_a_slider_is_followed_live_and_named(name):
    widget = make(name)
    for control in widget.controls.values():
        assert control.description
        assert control.tooltip
        assert getattr(control, "continuous_update", True)
    for button in widget.buttons.values():
        assert button.description
        assert button.tooltip
    assert widget.readout.tooltip is not None
    assert re.match(r'<div role="status" aria-label="[^"]{20,}">', widget.readout.value)


@drawn_with_matplotlib
def test_nothing_stays_behind(name):
    widget = make(name)
    panels = [len(panel.get_children()) for panel in widget.panels]
    for control, value in LIVE[name].items():
        widget.controls[control].value = value
    assert [len(panel.get_children()) for panel in widget.panels] == panels
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


@drawn_with_matplotlib
def test_a_widget_has_contrast(name):
    widget = make(name)
    widget.paint()
    assert too_pale(widget.panels[0].figure) == []


@pytest.mark.deep
@drawn_with_matplotlib
def test_a_widget_has_contrast_wherever_its_controls_are(name):
    for control in make(name).controls:
        widget = make(name)
        widget.controls[control].value = choices(widget.controls[control])[-1]
        widget.paint()
        assert too_pale(widget.panels[0].figure) == []
