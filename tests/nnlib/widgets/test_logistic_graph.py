"""The graph of lecture 04, walked out and back."""

import re

from nnlib import widgets
from tests.support.widget_moves import choices


def words(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


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
    assert "∂J/∂J = 1" in said[11]
    assert "∂J/∂ξ₄ = (−1)·(1) + (0)·(−1) = −1" in said[17]
    assert "∂J/∂w = (−0.0001234)·(3) = −0.0003702" in said[21]


def test_the_graph_adds_up_at_the_fork():
    widget = widgets.graph_stepper()
    for name, value in {"w": -0.5, "x": 2, "y": 0.25, "step": 17}.items():
        widget.controls[name].value = value
    assert "∂J/∂ξ₄ = (−0.25)·(3.718) + (−1.026)·(−1) = 0.0963" in words(widget)
