"""The ledger of errata: what is printed fails where what holds passes, and the page is in step."""

import re
from collections import Counter

import numpy as np
import pytest

from docs.ledger.errata import PAGE, ROWS, page
from docs.ledger.rows import TOPICS, House, Spelling, Trial
from nnlib.formulas import ERRATA
from tests.support.lecture_text import LECTURES, whole

COUNTS = {"E0": 12, "E1": 30, "E2": 8, "E3": 17, "E4": 10}
IDS = {f"{source}-{n}" for source, count in COUNTS.items() for n in range(1, count + 1)}

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def test_the_ledger_has_each_erratum_once():
    assert Counter(row.id for row in ROWS) == Counter(IDS)


@every_row
def test_what_is_printed_fails_where_what_holds_passes(row):
    case = row.case()
    if isinstance(case, Trial):
        assert case.agrees(case.truth)
        assert case.agrees(case.holds)
        assert not case.agrees(case.printed)
    elif isinstance(case, House):
        said = whole(row.topic.lecture)
        assert [words for words in case.uses if words not in said] == []
        for path in LECTURES:
            # The page on notation tells how the sources write.
            if path.stem != "00-notation":
                assert [words for words in case.avoids if words in whole(path.stem)] == []
    else:
        assert isinstance(case, Spelling)
        for path in LECTURES:
            for word in case.words:
                misspelt = rf"(?<!\w){re.escape(word)}(?!\w)"
                assert not re.search(misspelt, whole(path.stem), re.I)


def test_mathematics_is_tried_with_numbers():
    assert [row.id for row in ROWS if row.kind in "MO" and not isinstance(row.case(), Trial)] == []


@pytest.mark.parametrize("form", [[1.0, 2.5], 1.0, [[1.0, 2.0]], lambda: np.ones(2) @ np.ones(3)])
def test_a_form_that_differs_in_value_or_shape_or_fails_does_not_agree(form):
    assert not Trial([1.0, 2.0], None, None).agrees(form)
    assert Trial([1.0, 2.0], None, None).agrees([1.0, 2.0 + 1e-10])


def test_each_misprint_that_a_lecture_may_show_is_in_one_row():
    quoted = [row.id for e in ERRATA for row in ROWS if f"${e.latex}$" in row.printed]
    assert len(quoted) == len(ERRATA)


def test_the_page_is_what_the_ledger_makes():
    assert PAGE.read_text(encoding="utf-8") == page()
    assert all(f"\n## {topic.title}\n" in page() for topic in TOPICS)


@every_row
def test_a_row_can_stand_in_a_table(row):
    for cell in (row.printed, row.holds, row.why, row.place):
        assert cell.strip() == cell != ""
        assert "|" not in cell
        assert cell.count("$") % 2 == 0
