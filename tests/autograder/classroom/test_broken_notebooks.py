"""Whatever has become of a notebook, what can be judged is judged, and everybody gets a row."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from autograder.classroom.demo import SampleCourse
from tests.support.classes import (
    ASSIGNMENT,
    CUT,
    NAME,
    RELEASED,
    ROOT,
    SOLUTION,
    comments,
    edited,
    every_cell,
    hand_in,
    is_check,
    labelled,
    scores,
    submitted,
    total,
)

# A class of 44 broken notebooks; `test_restore_answers.py` has what each damage costs in small.
pytestmark = pytest.mark.deep


def say_full_marks(cell):
    if is_check(cell):
        cell.source = "100.0"
        cell.metadata.nbgrader.update(points=100, checksum="0" * 32)
        cell.metadata.tags = ["skip-execution"]
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": "100.0"}, execution_count=1)
        ]


def as_version_3(text: str) -> str:
    return nbformat.writes(nbformat.reads(text, as_version=4), version=3)  # type: ignore[arg-type]


def no_labels(cell):
    cell.metadata = {}


def old_schema(cell):
    if labelled(cell):
        cell.metadata.nbgrader = {
            k: v
            for k, v in cell.metadata.nbgrader.items()
            if k in ("grade_id", "grade", "solution")
        }


def emptied(cell):
    if labelled(cell) and cell.metadata.nbgrader.get("solution"):
        cell.metadata.nbgrader = {}


def mistyped(cell):
    if labelled(cell):
        cell.cell_type = "raw" if cell.cell_type == "code" else "code"


def retagged(cell):
    if labelled(cell):
        about = cell.metadata.nbgrader
        about.update(
            grade=not about["grade"], solution=not about["solution"], locked=False, points=9
        )


def copied(notebook):
    notebook.cells = [cell for cell in notebook.cells for _ in range(2)]


def copied_at_the_end(notebook):
    stubs = nbformat.reads(RELEASED, as_version=4).cells
    notebook.cells = stubs + notebook.cells


def shuffled(notebook):
    random.Random(4).shuffle(notebook.cells)


def without_checks(notebook):
    notebook.cells = [cell for cell in notebook.cells if not is_check(cell)]


def only_answers(notebook):
    keep = [c for c in notebook.cells if labelled(c) and c.metadata.nbgrader["solution"]]
    notebook.cells = keep


def of_an_older_release(notebook):
    notebook.cells = notebook.cells[: len(notebook.cells) // 2]
    for cell in notebook.cells:
        if labelled(cell):
            cell.metadata.nbgrader.schema_version = 1
    gone = nbformat.v4.new_code_cell("1 / 0", metadata={"nbgrader": {"grade_id": "gone"}})
    notebook.cells.append(gone)


def is_code_answer(cell):
    return labelled(cell) and cell.metadata.nbgrader["solution"] and cell.cell_type == "code"


def all_in_one_cell(at: int) -> Callable:
    """Every answer in a cell of its own making, above or below the cells that were left alone."""

    def move(notebook):
        stubs = {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in nbformat.reads(RELEASED, as_version=4).cells
            if labelled(cell)
        }
        answers = [cell for cell in notebook.cells if is_code_answer(cell)]
        written = "\n\n".join(["import numpy as np", *(cell.source for cell in answers)])
        for cell in answers:
            cell.source = stubs[cell.metadata.nbgrader.grade_id]
        notebook.cells.insert(at % len(notebook.cells), nbformat.v4.new_code_cell(written))

    return move


def one_cell_only(notebook):
    all_in_one_cell(0)(notebook)
    notebook.cells = notebook.cells[:1]


def two_in_one(notebook):
    first, second, *_ = (cell for cell in notebook.cells if is_code_answer(cell))
    second.source = f"{first.source}\n\n{second.source}"
    notebook.cells.remove(first)


def below_the_checks(notebook):
    """Answers typed into new cells below the checks, the cells for them left alone."""
    stubs = [cell for cell in nbformat.reads(RELEASED, as_version=4).cells if is_code_answer(cell)]
    for stub in stubs:
        (at,) = (
            n
            for n, cell in enumerate(notebook.cells)
            if labelled(cell) and cell.metadata.nbgrader.grade_id == stub.metadata.nbgrader.grade_id
        )
        answer = nbformat.v4.new_code_cell(notebook.cells[at].source)
        notebook.cells[at] = stub
        notebook.cells.insert(at + 2, answer)


def crowded(notebook):
    notebook.cells += [nbformat.v4.new_code_cell("") for _ in range(2000)]


SOUND = {
    "as-it-is": SOLUTION,
    "byte-order-mark": "\ufeff" + SOLUTION,
    "utf-16": SOLUTION.encode("utf-16"),
    "version-3": as_version_3(SOLUTION),
    "old-schema": edited(every_cell(old_schema)),
    "emptied-metadata": edited(every_cell(emptied)),
    "no-metadata": edited(every_cell(no_labels)),
    "mistyped": edited(every_cell(mistyped)),
    "retagged": edited(every_cell(retagged)),
    "copied": edited(copied),
    "copied-below": edited(copied_at_the_end),
    "shuffled": edited(shuffled),
    "without-checks": edited(without_checks),
    "only-answers": edited(only_answers),
    "forged-checks": edited(every_cell(say_full_marks)),
    "crowded": edited(crowded),
    "all-at-the-top": edited(all_in_one_cell(0)),
    "all-at-the-end": edited(all_in_one_cell(-1)),
    "one-cell-only": edited(one_cell_only),
    "two-in-one": edited(two_in_one),
    "below-the-checks": edited(below_the_checks),
    "carriage-returns": SOLUTION.replace("\\n", "\\r\\n").replace("\n", "\r\n"),
    "control-characters": SOLUTION.replace("Return", "\x01Return"),
    "not-a-number": SOLUTION.replace('"metadata": {', '"metadata": {"x": NaN, ', 1),
    "another-program": edited(every_cell(no_labels), SOLUTION.replace("python", "R")),
    "twice": SOLUTION + SOLUTION,
    "in-a-page": f"<html><body>{SOLUTION}</body></html>",
}
"""Notebooks with the right answers, whatever else has become of them."""

CONFLICT = SOLUTION.replace("def train(", '<<<<<<< mine\n"def train(', 1)
PARTLY = {
    "cut-short": CUT,
    "conflict": CONFLICT,
    "older-release": edited(of_an_older_release),
    "half-characters": SOLUTION.replace("def train(", "\\\\ud800def train(", 1),
}
"""Notebooks of which some answers can be read."""

LOST = {
    "empty-file": "",
    "rubbish": bytes(range(256)) * 40,
    "a-list": "[1, 2, 3]",
    "a-number": "3",
    "no-cells": '{"cells": {"a": 1}, "nbformat": 4}',
    "deep": "[" * 1_000_000,
    "deep-cells": '{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "strange-cells": '{"cells": [null, 3, {"cell_type": 7, "source": {"a": 1}, "metadata": []}]}',
    "nothing-done": RELEASED,
    "forged-marks": edited(every_cell(say_full_marks), RELEASED),
}
"""Notebooks without an answer."""


def a_link(folder: Path) -> None:
    (folder / NAME).symlink_to(ROOT / "solutions" / ASSIGNMENT / NAME)


def a_folder(folder: Path) -> None:
    (folder / NAME).mkdir()


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / NAME)


def nothing(folder: Path) -> None:
    pass


def another_name(folder: Path) -> None:
    (folder / f"{ASSIGNMENT} (1).ipynb").write_text(SOLUTION)


def with_rubbish_beside(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    (folder / "dangling").symlink_to("/nowhere")
    (folder / "secret").symlink_to(ROOT / "solutions")
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")


def with_impossible_neighbours(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    for name in (b"bad\xff", b"of-two\nlines", b"tab\t", b"\x1b[2J"):
        neighbour = Path(os.fsdecode(name))
        (folder.parent.parent / neighbour / ASSIGNMENT).mkdir(parents=True)


def with_much_beside(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    for number in range(6):
        (folder / f"film-{number}").write_bytes(bytes(7 * 2**20))


def with_a_strange_date(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    (folder / "timestamp.txt").write_text("the day after tomorrow")


FOLDERS = {
    "link": (a_link, 0.0),
    "folder": (a_folder, 0.0),
    "pipe": (a_pipe, 0.0),
    "nothing": (nothing, 0.0),
    "another-name": (another_name, 1.0),
    "rubbish-beside": (with_rubbish_beside, 1.0),
    "strange-date": (with_a_strange_date, 1.0),
    "impossible-neighbours": (with_impossible_neighbours, 1.0),
    "much-beside": (with_much_beside, 1.0),
}
"""What else a folder may hold, and the share of the points that it is worth."""


@pytest.fixture(scope="module")
def broken(make_course, tmp_path_factory) -> SampleCourse:
    """A class of broken notebooks, graded by plain nbgrader, with feedback."""
    course = make_course(tmp_path_factory.mktemp("broken"), ASSIGNMENT)
    for student, text in {**SOUND, **PARTLY, **LOST}.items():
        hand_in(course, student, text)
    for student, (lay, _) in FOLDERS.items():
        lay(submitted(course, student))
    list(course.nbgrader("autograde", ASSIGNMENT))
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    return course


FULL = sum(
    cell.metadata.nbgrader.points
    for cell in nbformat.reads(SOLUTION, as_version=4).cells
    if is_check(cell)
)


@pytest.mark.parametrize("student", SOUND)
def test_what_has_become_of_the_rest_costs_nothing(broken, student):
    assert total(broken, student) == FULL


@pytest.mark.parametrize("student", PARTLY)
def test_what_can_be_read_is_judged(broken, student):
    found = scores(broken, student)
    assert 0 < total(broken, student) < FULL
    assert found["check-predict"] == scores(broken, "as-it-is")["check-predict"]


@pytest.mark.parametrize("student", LOST)
def test_what_is_not_there_gets_nothing_and_a_reason(broken, student):
    assert total(broken, student) == 0
    assert "is not written yet" in (comments(broken, student)["update"] or "")


@pytest.mark.parametrize("student", FOLDERS)
def test_a_strange_folder_gets_what_its_notebook_is_worth(broken, student):
    assert total(broken, student) == FOLDERS[student][1] * FULL


@pytest.mark.parametrize(
    ("student", "why"),
    [
        ("cut-short", "damaged"),
        ("rubbish", "damaged"),
        ("link", "a link"),
        ("pipe", "no ordinary file"),
        ("nothing", "No notebook was handed in"),
    ],
)
def test_the_reason_is_told(broken, student, why):
    assert any(why in (text or "") for text in comments(broken, student).values())


def test_everybody_gets_a_page(broken):
    feedback = broken.root / "classroom" / "feedback"
    everybody = {*SOUND, *PARTLY, *LOST, *FOLDERS}
    assert {
        page.parent.parent.name for page in feedback.glob(f"*/{ASSIGNMENT}/*.html")
    } == everybody


def test_no_file_of_another_is_in_a_graded_folder(broken):
    graded = broken.root / "classroom" / "autograded" / "rubbish-beside" / ASSIGNMENT
    assert [path.name for path in graded.iterdir()] == [NAME]


def test_a_test_cell_is_as_it_was_released(broken):
    for student in ("forged-checks", "forged-marks", "without-checks", "mistyped"):
        graded = broken.root / "classroom" / "autograded" / student / ASSIGNMENT / NAME
        notebook = nbformat.read(graded, as_version=4)
        checks = [cell for cell in notebook.cells if is_check(cell)]
        assert [cell.source for cell in checks] == [
            cell.source for cell in nbformat.reads(RELEASED, as_version=4).cells if is_check(cell)
        ]
        assert not any("tags" in cell.metadata for cell in notebook.cells)
