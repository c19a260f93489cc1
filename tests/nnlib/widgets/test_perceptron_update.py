"""The perceptron that learns visit by visit. Lecture 01."""

import re

import pytest

from nnlib import widgets
from nnlib.datasets import logic_gate
from nnlib.perceptron import predict
from tests.support.widget_moves import choices


def words(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def find(pattern, text):
    found = re.search(pattern, text)
    assert found, text
    return found


def test_the_example_is_learned_in_one_visit():
    widget = widgets.perceptron_stepper()
    widget.controls["problem"].value = "the lecture's example"
    assert "w = (1, 1, −2), b = −3" in words(widget)
    assert "= −12, so ŷ = 0, wrong: the next visit adds x to w and 1 to b" in words(widget)
    widget.controls["visits"].value = 1
    assert "changes: 1, w = (0, −1, 1), b = −2. Rows classified correctly: 1 of 1" in words(widget)
    assert "= 3, so ŷ = 1, right: nothing changes" in words(widget)


@pytest.mark.parametrize("gate", ["AND", "OR", "NAND"])
def test_gates_are_learned_within_the_slider(gate):
    widget = widgets.perceptron_stepper()
    widget.controls["problem"].value = gate
    assert "Learning is over" not in words(widget)
    widget.controls["visits"].value = widget.controls["visits"].max
    assert "Rows classified correctly: 4 of 4. Learning is over" in words(widget)
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


def test_another_problem_begins_at_its_start_and_reset_keeps_it():
    widget = widgets.perceptron_stepper()
    widget.controls["visits"].value = 5
    widget.controls["problem"].value = "OR"
    assert "OR , η = 1. Rows visited: 0," in words(widget)
    start = widget.readout.value
    widget.controls["visits"].value = 7
    widget.buttons["reset"].click()
    assert widget.readout.value == start
