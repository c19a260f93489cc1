"""What a lecture says of its own time and of what it needs, measured on its text."""

import re

import nbformat
import pytest

from tests.support.lecture_text import LESSONS, text
from tests.support.widget_moves import names

BREAK = "**Break.**"
WORDS, QUESTION, FORMULA, WIDGET = 180, 2.0, 0.5, 3.0
"""Words a minute, and minutes for a question with a pencil, a displayed formula and a widget."""


def minutes(markdown, widgets):
    """Estimate how long a part of a lecture takes; a formula within a line counts as a word."""
    formulas = len(re.findall(r"\$\$.+?\$\$", markdown, re.S))
    words = len(re.findall(r"\w[\w'’-]*", re.sub(r"\$+.+?\$+", " formula ", markdown, flags=re.S)))
    questions = len(re.findall(r"\*\*(?:Question|Before)", markdown))
    return words / WORDS + QUESTION * questions + FORMULA * formulas + WIDGET * widgets


def sittings(path):
    """Give the minutes of each sitting."""
    cells = nbformat.read(path, as_version=4).cells
    whole = "\n".join(
        cell.source if cell.cell_type == "markdown" else "<widget>" * bool(is_widget(cell.source))
        for cell in cells
    )
    return [
        minutes(part.replace("<widget>", ""), part.count("<widget>")) for part in whole.split(BREAK)
    ]


def is_widget(code):
    return code.split("(")[0] in names()


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_time_that_is_promised_is_what_it_takes(path):
    taken = sittings(path)
    print(path.stem, *(f"{each:.0f} minutes" for each in taken))
    told = re.search(
        r"\*\*Time:\*\* (?:two sittings of )?about (\d+)(?: and (\d+))? minutes",
        text(path, "markdown"),
    )
    assert told
    promised = [int(each) for each in told.groups() if each]
    assert len(promised) == len(taken)
    assert max(taken) <= 60
    assert all(abs(a - b) <= 3 for a, b in zip(promised, taken, strict=True)), taken


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lecture_needs_only_earlier_ones(path):
    (needs,) = re.findall(r"\*\*You need:\*\* ([^\n]+)", text(path, "markdown"))
    assert "pencil" in needs
    earlier = [int(number) for number in re.findall(r"\b\d\b", re.sub(r"\$.+?\$", "", needs))]
    assert all(number < int(path.stem[:2]) for number in earlier)
