"""The curve that batches of patients move. Lecture 04."""

import re

import numpy as np
import pytest

from nnlib import widgets
from tests.support.widget_moves import choices


def words(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def find(pattern, text):
    found = re.search(pattern, text)
    assert found, text
    return found


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
    assert "or 146 beats per minute; slope there w/4 = −0.24" in words(widget)


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
