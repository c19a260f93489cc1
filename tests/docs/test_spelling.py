"""Every word that people read is English, of the British kind, or a word of the field.

A word that is right and yet unknown goes into words.txt.
"""

import re
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from tests.support.prose import READ, prose
from tests.support.released import ROOT

OWN = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
TYPOS = Path(sysconfig.get_path("scripts")) / "typos"
# Names begin with a capital, and symbols are short.
WORD = re.compile(r"(?<![\w.\-/])[a-z]{3,}(?:'(?:s|t|re|ve|ll))?(?![\w/])")
# Tags, addresses, and the first cell of a table's row, where misprints of sources are quoted.
OTHER = re.compile(r"<[^>]+>|\]\([^)]*\)|^\|[^|\n]*", re.M)

every_text = pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))


def words(path: Path) -> str:
    return OTHER.sub(" ", prose(path)).replace("’", "'")


@cache
def dictionary() -> SpellChecker:
    known = SpellChecker()
    known.word_frequency.load_words(OWN)
    return known


def unknown(text: str) -> list[str]:
    return sorted(dictionary().unknown({word.removesuffix("'s") for word in WORD.findall(text)}))


def not_british(text: str) -> set[str]:
    """What typos would write otherwise; it knows common mistakes and American spellings."""
    command = [TYPOS, "--isolated", "--locale=en-gb", "--format=brief", "-"]
    run = subprocess.run(command, input=text, capture_output=True, text=True)
    assert run.returncode in (0, 2), run.stderr
    return set(re.findall(r"error: `(.+?)` should be", run.stdout)) - set(OWN)


@every_text
def test_every_word_is_known(path):
    assert unknown(words(path)) == []


@every_text
def test_spelling_is_british(path):
    assert not_british(words(path)) == set()


def test_mistakes_are_found():
    assert unknown("The gradeint of a perceptrn isn't Janosi's.") == ["gradeint", "perceptrn"]
    found = not_british("The behavior of the color is optimised, and that is teh centre.")
    assert found == {"behavior", "color", "teh"}


def test_code_and_quoted_misprints_are_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("| chian rule | the chain rule |\n\n`dWo`, $wieght$, [here](sme/pth.md)")
    assert "chain rule" in words(page)
    assert unknown(words(page)) == []
