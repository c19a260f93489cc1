"""The widget of lecture 08: what it says about a training, and that it repeats itself."""

import re

import numpy as np
import pytest

from nnlib import widgets
from nnlib.datasets import load_digits
from nnlib.net import Net
from nnlib.widgets import digits


def words(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def test_it_tells_what_a_network_trained_by_hand_would_read():
    X, labels = load_digits()
    chosen = np.random.default_rng(8).permutation(len(X))[:400]
    learned, unseen = chosen[:200], chosen[200:]
    rng = np.random.default_rng(8)
    net = Net([64, 8, 8, 10], ["tanh", "tanh", "identity"], "softmax_cross_entropy", rng)
    for _ in range(3):
        net.fit(X[learned], labels[learned], 0.5, 1, 20, rng)
    widget = widgets.digit_trainer()
    for name, value in {"activation": "tanh", "layers": 2, "width": 8, "eta": 0.5}.items():
        widget.controls[name].value = value
    widget.controls["epochs"].value = 3
    said = words(widget)
    assert f"Network 64-8-8-10 with tanh, η = 0.5, {net.theta.size} parameters" in said
    for name, rows in (("learned from it reads", learned), ("not seen before", unseen)):
        share = (net.predict(X[rows]) == labels[rows]).mean()
        assert f"200 digits {name} {share:.0%}" in said or f"200 {name} {share:.0%}" in said
        assert f"{net.loss(X[rows], labels[rows]):.4g}" in said
    wrong = net.predict(X[unseen[:8]]) != labels[unseen[:8]]
    assert len(re.findall(r"a \d as \d", said)) == wrong.sum()


def test_epochs_are_the_same_whichever_way_they_are_reached():
    up, down = widgets.digit_trainer(), widgets.digit_trainer()
    digits._course.cache_clear()
    down.controls["epochs"].value = 20
    down.controls["epochs"].value = 5
    digits._course.cache_clear()
    up.controls["epochs"].value = 5
    assert up.image.value == down.image.value
    assert up.readout.value == down.readout.value


def test_training_that_grows_too_large_stops_and_says_so():
    widget = widgets.digit_trainer()
    for name, value in {"activation": "identity", "layers": 4, "width": 32, "eta": 10.0}.items():
        widget.controls[name].value = value
    assert "In epoch 1 its numbers grew too large, and training stopped. Epochs: 0." in words(
        widget
    )
    widget.controls["eta"].value = 0.01
    assert "too large" not in words(widget)


@pytest.mark.deep
@pytest.mark.parametrize(
    ("activation", "layers", "width", "eta", "least", "most"),
    [
        ("relu", 1, 16, 0.1, 75, 100),
        ("sigmoid", 1, 16, 0.1, 0, 60),  # slower at the same rate
        ("sigmoid", 1, 16, 1.0, 75, 100),  # and catches up
        ("relu", 4, 32, 0.1, 75, 100),
        ("sigmoid", 4, 32, 0.1, 0, 20),
        ("sigmoid", 4, 32, 1.0, 0, 20),  # at any rate
        ("relu", 1, 2, 0.1, 0, 50),
        ("identity", 1, 16, 0.1, 75, 100),
        ("identity", 1, 16, 1.0, 0, 20),
    ],
)
def test_what_lecture_08_tells_to_try(activation, layers, width, eta, least, most):
    widget = widgets.digit_trainer()
    settings = {"activation": activation, "layers": layers, "width": width, "eta": eta}
    for name, value in (settings | {"epochs": 20}).items():
        widget.controls[name].value = value
    found = re.search(r"not seen before (\d+)%", words(widget))
    assert found
    assert least <= int(found[1]) <= most


def test_runs_that_were_kept_stay_in_picture_and_words():
    widget = widgets.digit_trainer()
    before = widget.image.value
    widget.buttons["keep"].click()
    widget.controls["activation"].value = "sigmoid"
    assert "Kept 1: 64-16-10 with relu, η = 0.1, epochs: 10" in words(widget)
    widget.buttons["reset"].click()
    assert "Kept" not in words(widget)
    assert widget.image.value == before


@pytest.mark.parametrize("width", [2, 8])
def test_units_that_are_not_there_are_left_blank(width):
    run = digits._course("relu", 1, width, 0.2).until(1)
    assert (np.abs(run.weights[-1]).sum(axis=1) > 0).sum() == width


def test_what_is_remembered_is_bounded():
    assert digits._course.cache_info().maxsize == 16
