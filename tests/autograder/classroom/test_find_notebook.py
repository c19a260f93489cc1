"""Which of the notebooks in a folder is graded, and what is said of the others."""

import zipfile
from functools import partial
from pathlib import Path

import pytest

from autograder.classroom import submission
from autograder.classroom.find_notebook import find_notebook
from autograder.classroom.submission import (
    A_LINK,
    DAMAGED,
    NOT_HANDED_IN,
    TOO_LARGE,
    open_notebook,
    parse_notebook,
)
from tests.support.classes import ASSIGNMENT, NAME, RELEASED, SOLUTION

find = partial(find_notebook, name=ASSIGNMENT, released=RELEASED.encode())
COPY = f"{ASSIGNMENT}-Copy1.ipynb"


def test_a_folder_s_only_notebook_counts_whatever_it_is_called(tmp_path):
    assert find(tmp_path) == (b"", NOT_HANDED_IN, ())
    path = Path(NAME)
    (tmp_path / path).write_text(SOLUTION)
    assert find(tmp_path) == (SOLUTION.encode(), "", ())
    for other in (COPY, NAME.upper(), f"deep/deeper/{NAME}"):
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        path = (tmp_path / path).rename(tmp_path / other)
        found = (SOLUTION.encode(), "", (f"the notebook that was graded is {other}",))
        assert find(tmp_path) == found


def test_of_several_the_answered_one_is_graded_and_the_others_are_named(tmp_path):
    (tmp_path / NAME).write_text(RELEASED)
    (tmp_path / COPY).write_text(SOLUTION)
    (tmp_path / "a.ipynb").write_text("damaged")
    found = find(tmp_path)
    assert found.data == SOLUTION.encode()
    assert found.remarks == (
        f"the notebook that was graded is {COPY}",
        f"not graded, since it holds no more answers: {NAME}, a.ipynb",
    )
    # Of equal ones, that which is called like the assignment.
    (tmp_path / NAME).write_text(SOLUTION + "\n")
    assert find(tmp_path).data == SOLUTION.encode() + b"\n"


def test_a_zip_is_looked_into_and_what_nobody_knows_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as packed:
        packed.writestr(f"__MACOSX/._{NAME}", "rubbish")
        packed.writestr(f"folder/{NAME}", SOLUTION)
    (tmp_path / "answers.docx").write_text("?")
    (tmp_path / "helper.py").write_text("x = 1")
    found = find(tmp_path)
    assert found.data == SOLUTION.encode()
    assert found.remarks == (
        f"the notebook that was graded is mine.zip/folder/{NAME}",
        "files that are not graded: answers.docx, mine.zip",
    )
    (tmp_path / "mine.zip").write_text("no zip")
    assert find(tmp_path).complaint == NOT_HANDED_IN


def test_links_are_not_followed(tmp_path):
    (tmp_path / "elsewhere.txt").write_text(SOLUTION)
    (tmp_path / NAME).symlink_to("elsewhere.txt")
    assert find(tmp_path)[:2] == (b"", A_LINK)


@pytest.fixture
def little_room(monkeypatch) -> None:
    monkeypatch.setattr(submission, "LARGEST_NOTEBOOK", len(RELEASED) + 200)


def with_outputs(outputs: str) -> str:
    """The released notebook, whose first code cell has shown something."""
    return RELEASED.replace('"outputs": []', f'"outputs": [{outputs}]', 1)


SHOWN = (
    '{"output_type": "stream", "name": "stdout", "text": ["[\\"outputs\\": [", "]", "' + "x" * 500
)


def test_outputs_are_dropped_before_anything_is_measured(tmp_path, little_room):
    path = tmp_path / NAME
    path.write_text(with_outputs(SHOWN + '"]}'))
    data, complaint = open_notebook(path)
    assert not complaint
    assert parse_notebook(data) == parse_notebook(RELEASED.encode())


def test_what_is_too_large_without_them_is_not_read(tmp_path, little_room, monkeypatch):
    path = tmp_path / NAME
    path.write_text(RELEASED + " " * 500)
    assert open_notebook(path) == (b"", TOO_LARGE)
    # Cut short within an output: what stands before it is read.
    path.write_text(with_outputs(SHOWN).partition("x" * 500)[0] + "x" * len(RELEASED))
    data, _ = open_notebook(path)
    assert parse_notebook(data).complaint == DAMAGED
    # Nobody waits for a file of brackets.
    monkeypatch.setattr(submission, "MOST_TOKENS", 10)
    path.write_text(with_outputs("[" * len(RELEASED)))
    assert open_notebook(path) == (b"", TOO_LARGE)
