"""Text and lines are seen by readers with weak eyes, in pictures, widgets and reports."""

import re

import pytest

from autograder import feedback as report
from autograder.grade import Part, Result
from nnlib import plots
from tests.support.contrast import SHAPE, TEXT, contrast, seen, too_pale
from tests.support.widget_moves import choices, make, names


def test_contrast_is_that_of_the_standard():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("white", "black") == pytest.approx(21)
    # The well-known greys on either side of the limit for text on white.
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "white") == pytest.approx(4.48, abs=0.005)
    assert seen("black", 0.4) == pytest.approx((0.6, 0.6, 0.6))


@pytest.mark.parametrize("color", [plots.INK, plots.GREY, plots.BLUE, plots.RED, plots.GREEN])
@pytest.mark.parametrize("paper", ["white", plots.PALE])
def test_a_colour_of_text_is_read_on_every_paper(color, paper):
    assert contrast(color, paper) >= TEXT


@pytest.mark.parametrize("color", plots.CLASS)
def test_a_class_or_run_is_seen_on_white_and_on_its_own_region(color):
    assert contrast(color, "white") >= SHAPE
    assert contrast(color, seen(color, 0.12)) >= SHAPE


def test_what_is_too_pale_is_found():
    ax = plots.axes()
    ax.plot([0, 1], [0, 1], color="#999999", label="pale")
    ax.plot([0, 1], [1, 0], color=plots.INK, alpha=0.3, label="faint")
    ax.plot([0.5], [0.2], "o", color="white", mec=plots.INK, label="ringed")
    ax.text(0.5, 0.5, "light", color="#888888")
    ax.text(0.2, 0.2, "dark on dark", color=plots.INK, backgroundcolor=plots.BLUE)
    ax.text(0.2, 0.8, "white on dark", color="white", backgroundcolor=plots.BLUE)
    found = ["text 'light'", "text 'dark on dark'", "line pale", "line faint"]
    assert too_pale(ax.figure) == found


@pytest.mark.parametrize("name", names())
def test_a_widget_is_seen_wherever_its_controls_are(name):
    for control in (None, *make(name).controls):
        widget = make(name)
        if control is not None:
            widget.controls[control].value = choices(widget.controls[control])[-1]
        widget.paint()
        assert too_pale(widget.panels[0].figure) == []


def test_a_report_is_read_on_its_own_paper():
    for failed in ((), (1,)):
        page = report.html(Result("03-three-layer/output", (Part("dWo", 1, failed),), ()))
        (paper,) = re.findall(r"background:(#\w+)", page)
        inks = re.findall(r"(?<!-)color:(#\w+)|solid (#\w+)", page)
        assert len(inks) == 3
        for ink in map("".join, inks):
            assert contrast(ink, paper) >= TEXT
