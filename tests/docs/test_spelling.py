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

# Words that are English, and yet slow down readers whose first language is another; what to say
# instead. They are refused in what students read.
QUAINT = {
    r"(?:told|answered|read) rightly|rightly (?:told|answered)": "classified correctly",
    r"for ever\b": "forever",
    r"put(?:s|ting)? out\b": "outputs, returns",
    r"turn(?:s|ed)? (?:it |them |\w+ )?over\b": "transposed",
    r"\bdear\b": "expensive",
    r"counted are": "we count",
    r"(?:asks?|lets?) differences": "checks numerically",
    r"\bShapes: ": "a sentence, or a table",
    r"times the reference": "times too large",
    r"right in shape and kind": "right shape, wrong numbers",
    r"the valley and the way": "the valley and the path",
    r"next to nothing": "nearly nothing",
    r"\bit can(?:;|\.)": "it can compute …",
    r"\bwhoever\b|\bhence\b|\bwhence\b|\blest\b|\bthrift\w*|\bhumbl\w+": "a common word",
}
STUDENTS_READ = [
    path for path in READ if path.parent.name == "lectures" or "solutions" in path.parts
]

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


def quaint(text: str) -> list[str]:
    """The words of QUAINT that a text has."""
    return [found[0] for pattern in QUAINT for found in re.finditer(pattern, text)]


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


@pytest.mark.parametrize("path", STUDENTS_READ, ids=lambda path: path.stem)
def test_no_word_is_quaint(path):
    assert quaint(prose(path)) == []


def test_quaint_words_are_found():
    text = "All four are told rightly. That is dear, and goes on for ever. The unit puts out 1."
    assert quaint(text) == ["told rightly", "for ever", "puts out", "dear"]
    assert quaint("All four are classified correctly, forever. The unit returns 1.") == []


def test_mistakes_are_found():
    assert unknown("The gradeint of a perceptrn isn't Janosi's.") == ["gradeint", "perceptrn"]
    found = not_british("The behavior of the color is optimised, and that is teh centre.")
    assert found == {"behavior", "color", "teh"}


def test_code_and_quoted_misprints_are_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("| chian rule | the chain rule |\n\n`dWo`, $wieght$, [here](sme/pth.md)")
    assert "chain rule" in words(page)
    assert unknown(words(page)) == []
