"""What was handed in is read as far as it can be, and no further than it may be."""

import json
import os

import pytest

from autograder.classroom import submission
from autograder.classroom.submission import (
    A_LINK,
    DAMAGED,
    TOO_LARGE,
    TOO_MANY_PIECES,
    Cell,
    NotOrdinaryError,
    files_beside,
    open_notebook,
    parse_notebook,
    read_file,
)

CELL = {
    "cell_type": "code",
    "source": ["x = 1\n", "y = 2"],
    "metadata": {"nbgrader": {"grade_id": "a"}},
}


def parsed(notebook) -> submission.Submission:
    return parse_notebook(json.dumps(notebook).encode())


def test_of_a_cell_kind_source_and_label_are_read():
    assert parsed({"cells": [CELL | {"outputs": ["forged"]}]}).cells == (
        Cell("code", "x = 1\ny = 2", "a"),
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_usual_encoding_is_read(codec):
    (cell,) = parse_notebook(json.dumps({"cells": [CELL]}).encode(codec)).cells
    assert cell.label == "a"


def test_format_3_is_read():
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}
    assert parsed(old).cells == (Cell("code", "x = 1"),)


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b"\xff\xfe\x00", b"[" * 10**6, b'{"cells": 7}'])
def test_what_is_no_notebook_has_no_cells_and_is_complained_of(data):
    assert parse_notebook(data) == submission.Submission((), DAMAGED)


def test_the_whole_cells_of_a_notebook_cut_short_are_read():
    text = json.dumps({"cells": [CELL, CELL | {"source": "the second"}]})
    cut = parse_notebook(text[: text.index("second")].encode())
    assert cut.complaint == DAMAGED
    assert [cell.source for cell in cut.cells] == ["x = 1\ny = 2"]


def test_no_more_cells_and_characters_are_read_than_may_be(monkeypatch):
    monkeypatch.setattr(submission, "MOST_CELLS", 3)
    monkeypatch.setattr(submission, "LONGEST_SOURCE", 25)
    found = parsed({"cells": [CELL] * 5})
    told = "# This cell has 11 characters, which is too long, and was not read."
    assert [cell.source for cell in found.cells] == ["x = 1\ny = 2", "x = 1\ny = 2", told]
    assert found.complaint == (
        "Of its 5 cells, only 3 were read: those that answer, then the first ones. "
        "Too long to be read: 1 of its cells (number 3)."
    )


def test_cells_that_answer_are_read_first_wherever_they_are(monkeypatch):
    monkeypatch.setattr(submission, "MOST_CELLS", 4)
    monkeypatch.setattr(submission, "LONGEST_SOURCE", 12)
    numbered = [CELL | {"source": f"x = {number}"} for number in range(9)]
    text = json.dumps({"cells": [*numbered[:5], CELL | {"source": "y = 1" * 9}, *numbered[5:]]})
    late = {"x = 1", "x = 7", "x = 8"}
    read = parse_notebook(text.encode(), lambda cell: cell.source in late)
    told = "# " + submission.TOO_LONG.format(5)
    assert [cell.source for cell in read.cells] == ["x = 0", told, "x = 7", "x = 8"]


def test_a_long_number_spoils_nothing():
    text = json.dumps({"cells": [CELL | {"execution_count": 7}]}).replace("7", "9" * 5000)
    assert parse_notebook(text.encode()) == parsed({"cells": [CELL]})


@pytest.mark.parametrize("piece", ["[]", "[1, 2]", "[[], {}]", "{}"])
def test_pieces_beyond_number_cost_nothing_but_themselves(monkeypatch, piece):
    monkeypatch.setattr(submission, "LARGEST_STRUCTURE", 300)
    pieces = ",".join([piece] * 1000)
    text = json.dumps({"metadata": {"a": 7}, "cells": [CELL, CELL | {"source": "s = '[[], []]'"}]})
    read = parse_notebook(text.replace("7", f"[{pieces}]").encode())
    assert not read.complaint
    assert [cell.source for cell in read.cells] == ["x = 1\ny = 2", "s = '[[], []]'"]


def test_what_has_too_many_pieces_all_the_same_is_not_read(monkeypatch):
    monkeypatch.setattr(submission, "LARGEST_STRUCTURE", 300)
    assert parsed({"cells": [CELL] * 100}) == submission.Submission((), TOO_MANY_PIECES)


# --- folders ------------------------------------------------------------------------------------


def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path):
    (tmp_path / "a.ipynb").write_text("somebody's")
    (tmp_path / "link.ipynb").symlink_to("a.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link.ipynb", "pipe.ipynb"):
        assert open_notebook(tmp_path / name) == (b"", A_LINK)
        with pytest.raises(NotOrdinaryError):
            read_file(tmp_path / name, 100)


def test_a_large_notebook_is_not_opened(tmp_path):
    with (tmp_path / "a.ipynb").open("wb") as file:
        file.truncate(submission.LARGEST_WITH_OUTPUTS + 1)
    assert open_notebook(tmp_path / "a.ipynb") == (b"", TOO_LARGE)


def test_files_beside_are_ordinary_files_and_the_first_of_a_name_counts(tmp_path):
    course, student = tmp_path / "course", tmp_path / "student"
    for folder in (course, student):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "points.csv").write_text(folder.name)
        (folder / f"{folder.name}.txt").write_text("x")
        (folder / "a.ipynb").write_text("no")
        (folder / "timestamp.txt").write_text("no")
    (student / "01.ipynb").mkdir()
    (student / "01.ipynb" / "file").write_text("no")
    (student / "link").symlink_to(course)
    (student / ".hidden").mkdir()
    (student / ".hidden" / "file").write_text("no")
    assert files_beside(course, student, tmp_path / "nowhere") == {
        "data/points.csv": b"course",
        "course.txt": b"x",
        "student.txt": b"x",
    }


def test_all_files_together_have_room_for_one_message(tmp_path, monkeypatch):
    monkeypatch.setattr(submission, "LARGEST_BESIDE", 25)
    monkeypatch.setattr(submission, "MOST_FILES", 2)
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (first / "a").write_bytes(bytes(20))
    (second / "b").write_bytes(bytes(10))
    (second / "c").write_bytes(bytes(5))
    (second / "d").write_bytes(b"")
    assert list(files_beside(first, second)) == ["a", "c"]
