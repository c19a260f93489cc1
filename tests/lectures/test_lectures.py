"""Every lecture runs from top to bottom in a real kernel, and keeps the promises of a lecture."""

import ast
import re
from functools import cache

import nbclient
import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tests.support.lecture_text import LECTURES, LESSONS, text

every_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


# What runs before a lecture. Jupyter's own sockets are not made in Python, and stay.
ALONE = """
import socket
import warnings

def no_network(*_, **__):
    raise OSError("a lecture must do without a network")

socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = no_network
warnings.simplefilter("error")
"""


@cache
def outputs(path):
    """Run a lecture offline with warnings as errors; nbclient raises if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    strict = nbformat.v4.new_code_cell(ALONE)
    # The kernel's own way of shutting down is not the lecture's business.
    lenient = nbformat.v4.new_code_cell("warnings.simplefilter('default')")
    notebook.cells = [strict, *notebook.cells, lenient]
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output is not None
    ]


def test_all_nine_are_there():
    assert [path.stem[:2] for path in LECTURES] == [f"{number:02}" for number in range(9)]


@every_lecture
def test_it_runs_without_a_warning_or_a_word_of_error(path):
    found = outputs(path)
    assert [output.text for output in found if output.get("name") == "stderr"] == []
    assert [output for output in found if output.output_type == "error"] == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("import urllib.request as web; web.urlopen('http://127.0.0.1:9')", "without a network"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "without a network"),
        ("import numpy as np; np.log(0.0)", "divide by zero"),
    ],
)
def test_one_that_needs_a_network_or_warns_would_fail(tmp_path, line, complaint):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)])
    nbformat.write(notebook, tmp_path / "lecture.ipynb")
    with pytest.raises(CellExecutionError, match=complaint):
        outputs(tmp_path / "lecture.ipynb")


@every_lecture
def test_its_pictures_are_told_in_words(path):
    pages = [output.data.get("text/html", "") for output in outputs(path) if "data" in output]
    images = re.findall(r"<img [^>]*>", "".join(pages))
    assert images
    for image in images:
        alt = re.search(r'alt="([^"]+)"', image)
        assert alt
        assert len(alt[1]) > 40
    # A bare PNG, as pyplot makes one, could not carry such words.
    assert not [output for output in outputs(path) if "image/png" in output.get("data", {})]


@every_lesson
def test_it_shows_a_widget(path):
    kind = "application/vnd.jupyter.widget-view+json"
    assert [output for output in outputs(path) if kind in output.get("data", {})]


@every_lesson
def test_it_asks_before_it_answers(path):
    words = text(path, "markdown")
    questions = len(re.findall(r"\*\*(?:Question|Before)", words))
    answers = re.findall(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", words, re.S)
    assert questions >= 8
    assert len(answers) >= questions - 1
    assert words.count("<details>") == len(answers)


@every_lecture
def test_it_has_goals_shapes_disagreements_and_assertions(path):
    words = text(path, "markdown")
    for heading in ("**You will be able to**", "**Time:**", "Where the sources disagree"):
        assert heading in words
    assert "| shape |" in words
    assert re.search("^ *assert ", text(path, "code"), re.M)


@every_lesson
def test_it_has_a_summary_and_an_exercise(path):
    words = text(path, "markdown")
    assert "\n## Summary\n" in f"\n{words}\n"
    assert "**Now you.**" in words


@every_lesson
def test_the_exercises_it_names_exist(path):
    ahead = text(path, "markdown").split("**Now you.**")[1]
    names = re.findall(r"`(\d\d-[a-z-]+)`", ahead)
    assert names
    for name in names:
        assert (path.parents[1] / "exercises" / name / f"{name}.ipynb").is_file()


@every_lecture
def test_it_stands_on_nnlib_and_numpy_alone(path):
    tree = ast.parse(text(path, "code"))
    modules = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert modules == {"numpy", "nnlib"}
