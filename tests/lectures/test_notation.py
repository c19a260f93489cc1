"""One letter, one meaning: every table of symbols says what the page on notation says."""

import itertools
import re

import pytest

from tests.support.lecture_text import LECTURES, LESSONS, text

SOLUTIONS = sorted((LECTURES[0].parents[1] / "solutions").glob("*/*.ipynb"))
SYMBOL = re.compile(r"\$([^$]+)\$")
# A subscript or superscript that names a layer makes no new letter: W₁ and W_o are W.
LAYER = re.compile(r"[_^](\d|o|\{[^}]*\})$")


def rows(path):
    """Give the symbols and the meaning of each row in the table of symbols of a lecture."""
    table = text(path, "markdown").partition("| shape | meaning |\n|---|---|---|\n")[2]
    for line in itertools.takewhile(lambda line: line.startswith("|"), table.splitlines()):
        first, _, meaning = line.strip("|").split("|", 2)
        yield SYMBOL.findall(first), meaning.strip()


HOUSE = {symbol: meaning for symbols, meaning in rows(LECTURES[0]) for symbol in symbols}


def known(symbol):
    return HOUSE.get(symbol) or HOUSE.get(LAYER.sub("", symbol), "")


def test_the_page_on_notation_has_each_letter_once():
    symbols = [symbol for symbols, _ in rows(LECTURES[0]) for symbol in symbols]
    assert len(symbols) == len(set(symbols)) > 50


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_letter_has_the_meaning_of_the_page_on_notation(path):
    found = list(rows(path))
    assert len(found) >= 6
    for symbols, meaning in found:
        for symbol in symbols:
            house = re.split(r"[,;:]", known(symbol))[0]
            assert house, f"{symbol} is not on the page on notation"
            assert meaning.startswith(house), f"{symbol} means {meaning!r}, but {house!r} there"


# What sources write for something that has a letter of ours; they are told of on that page alone.
RETIRED = [
    r"\partial L",
    r"\partial C",
    r"dL/d",
    "t(0)",
    r"\hat H",
    "g_5",
    "f_3",
    "W_{31}",
    "(n, d)",
    r"C_{\text{prev}}",
    r"\delta^2",
    "h_1",
    "h_2",
    r"\sum_{i=1}^n",
]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_lecture_has_a_letter_of_its_source(path):
    words = text(path, "markdown")
    assert [letter for letter in RETIRED if letter in words] == []


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_no_exercise_has_a_letter_of_its_source(path):
    words = text(path, "markdown")
    plain = ["∂L/", "∂C/", "dL/d", "(n, d)", "(m, h)", "(d, h)", "δ²", "∇L"]
    assert [letter for letter in RETIRED + plain if letter in words] == []


def test_two_meanings_of_a_letter_would_be_found():
    assert known("m") == "the number of samples"
    assert known("W_1") == known("W")
    assert known("W_o") == known("W")
    assert not "the number of features".startswith(known("m"))
