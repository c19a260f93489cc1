"""Answers go back to the cells that they belong to, whatever has become of these."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.classroom.restore_answers import is_answer, label, restore_answers
from autograder.classroom.submission import Cell, Submission

STUB = "def {0}(x):\n    raise NotImplementedError()"


def answer(name: str, source: str) -> nbformat.NotebookNode:
    about = {"grade_id": name, "solution": True, "grade": False, "locked": False}
    return new_code_cell(source, metadata={"nbgrader": about})


def check(name: str) -> nbformat.NotebookNode:
    about = {"grade_id": f"check-{name}", "solution": False, "grade": True, "points": 2}
    return new_code_cell(f'check("a/{name}")', metadata={"nbgrader": about})


def words(name: str) -> nbformat.NotebookNode:
    about = {"grade_id": name, "solution": True, "grade": True, "points": 3}
    return new_markdown_cell("*Write your answer here.*", metadata={"nbgrader": about})


RELEASE = new_notebook(
    cells=[
        new_markdown_cell("# The exercise"),
        answer("first", STUB.format("first")),
        check("first"),
        answer("second", STUB.format("second")),
        check("second"),
        words("written-why"),
    ]
)


def restored(*cells: Cell, complaint: str = "") -> list[tuple[str, str]]:
    """Names and sources of the cells that come of what was handed in."""
    notebook, _ = restore_answers(RELEASE, Submission(cells, complaint))
    return [(label(cell), cell.source) for cell in notebook.cells]


def test_nothing_gives_the_labelled_cells_as_they_were_released():
    assert restored() == [(label(c), c.source) for c in RELEASE.cells if label(c)]


@pytest.mark.parametrize("first", [True, False])
def test_an_answer_goes_to_its_cell_wherever_it_stands(first):
    mine = Cell("code", "def first(x): return 1", "first")
    other = Cell("code", "def second(x): return 2", "second")
    cells = dict(restored(*((mine, other) if first else (other, mine))))
    assert cells["first"] == mine.source
    assert cells["second"] == other.source
    assert list(cells) == [label(c) for c in RELEASE.cells if label(c)]


def test_what_stands_in_a_test_cell_is_dropped():
    assert dict(restored(Cell("code", "100.0", "check-first")))["check-first"] == 'check("a/first")'


def test_of_copies_the_last_that_was_changed_counts_and_the_others_run_before():
    early, late = (Cell("code", f"def first(x): return {n}", "first") for n in (1, 2))
    stub = Cell("code", STUB.format("first"), "first")
    cells = restored(early, late, stub)
    assert cells[:2] == [("", early.source), ("first", late.source)]


def test_an_answer_without_its_label_is_known_by_what_it_defines():
    lost = Cell("code", "import numpy as np\ndef second(x): return 2")
    cells = restored(lost)
    assert dict(cells)["second"] == lost.source
    assert ("", lost.source) not in cells


def test_an_answer_in_the_cell_of_another_counts_for_both():
    both = Cell("code", "def first(x): return 1\n\ndef second(x): return 2", "first")
    cells = dict(restored(both, Cell("code", STUB.format("second"), "second")))
    assert cells["first"] == cells["second"] == both.source


def test_a_text_without_its_label_is_known_by_where_it_stands():
    mine = Cell("markdown", "Since the loss is convex.")
    assert dict(restored(Cell("code", "", "check-second"), mine))["written-why"] == mine.source


def test_cells_that_a_student_added_stay_where_they_were_without_any_label():
    added = Cell("code", "helper = 1", "no-such-cell")
    cells = restored(Cell("code", "def first(x): return 1", "first"), added)
    assert cells[:2] == [("first", "def first(x): return 1"), ("", "helper = 1")]


def test_a_complaint_stands_at_the_top():
    assert restored(complaint="It is damaged.")[0] == ("", "> **It is damaged.**")


def test_the_release_is_left_as_it_is():
    before = nbformat.writes(RELEASE)
    restored(Cell("code", "def first(x): return 1", "first"))
    assert nbformat.writes(RELEASE) == before
    assert [label(c) for c in RELEASE.cells if is_answer(c)] == ["first", "second", "written-why"]


def test_a_text_beside_its_cell_is_put_before_whoever_marks_it():
    stub = Cell("markdown", "*Write your answer here.*", "written-why")
    mine = Cell("markdown", "Because of the chain rule.")
    release_text = Cell("markdown", "# The exercise")
    notebook, moved = restore_answers(RELEASE, Submission((release_text, stub, mine)))
    assert [c.source for c in notebook.cells if label(c) == "written-why"] == [mine.source]
    assert moved == ["written-why"]
    # Nothing is moved for who has written into the cell, or nothing of their own.
    for cells in ((Cell("markdown", "Since.", "written-why"), mine), (stub, release_text)):
        assert restore_answers(RELEASE, Submission(cells))[1] == []


def test_a_text_in_remarks_or_in_a_notebook_without_labels_is_found():
    remarks = Cell("code", "# Because of\n# the chain rule.")
    text = Cell("markdown", "Because of the chain rule.")
    for cells in ((remarks,), (Cell("markdown", "# The exercise"), text)):
        notebook, _ = restore_answers(RELEASE, Submission(cells))
        (written,) = (c for c in notebook.cells if label(c) == "written-why")
        assert written.source == cells[-1].source
    # Remarks above code belong to the code.
    assert restore_answers(RELEASE, Submission((Cell("code", "# a note\nx = 1"),)))[1] == []
