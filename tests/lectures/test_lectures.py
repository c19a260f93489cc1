"""Every lecture runs from top to bottom in a real kernel, and keeps the promises of a lecture."""

import ast
import re
from importlib import import_module

import nbclient
import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tests.support.claims import Claims
from tests.support.lecture_text import LECTURES, LESSONS, text

every_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)

LONG = "05", "07", "08"
"""Lectures that train more than all others together: make test leaves them to make test-deep."""


# What runs before a lecture. Jupyter's own sockets are not made in Python, and stay.
ALONE = f"""
import socket
import sys
import warnings

sys.path.insert(0, {str(LECTURES[0].parents[1])!r})
from nnlib import widgets
from nnlib.pictures import curves, graphs, learning
from nnlib.widgets import show

def no_network(*_, **__):
    raise OSError("a lecture must do without a network")

def seen(ax, alt, picture=show.picture):
    all_figures.append(ax.figure)
    return picture(ax, alt)

all_figures = []
for room in (curves, graphs, learning, widgets):
    room.picture = seen
socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = no_network
warnings.simplefilter("error")
"""

# What runs after it. The kernel's own way of shutting down is not the lecture's business.
LOOK = """
warnings.simplefilter("default")
from tests.support.contrast import too_pale

assert all_figures
pale = [name for figure in all_figures for name in too_pale(figure)]
assert not pale, pale
"""


CLAIMS = {
    path.stem: import_module(f"tests.lectures.claims_{path.stem[:2]}").CLAIMS for path in LECTURES
}
EVERY_CLAIM = [
    pytest.param(path, name, id=f"{path.stem[:2]}-{name}")
    for path in LECTURES
    for name in CLAIMS[path.stem].by_name
]

# What runs after a cell that a claim speaks of. The import must leave no name behind.
TRY = """
__import__("tests.lectures.claims_{number}", fromlist=["CLAIMS"]).CLAIMS.check("{name}", globals())
"""


def tries(path, cell):
    """Give a cell for each claim that holds after this one."""
    for name, (line, _) in CLAIMS[path.stem].by_name.items():
        if cell.cell_type == "code" and line in cell.source:
            yield nbformat.v4.new_code_cell(TRY.format(number=path.stem[:2], name=name))


def run(path):
    """Run a lecture offline with warnings as errors, and return its outputs.

    After each cell what is claimed of it is tried, and in the end its pictures are looked at.
    nbclient raises if a cell or a claim fails, or if something in a picture is too pale.
    """
    notebook = nbformat.read(path, as_version=4)
    before, after = map(nbformat.v4.new_code_cell, (ALONE, LOOK))
    known = path.stem in CLAIMS
    cells = [
        each for cell in notebook.cells for each in (cell, *(tries(path, cell) if known else ()))
    ]
    notebook.cells = [before, *cells, after]
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output is not None
    ]


def test_all_nine_are_there():
    assert [path.stem[:2] for path in LECTURES] == [f"{number:02}" for number in range(9)]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(p, id=p.stem, marks=pytest.mark.deep if p.stem.startswith(LONG) else ())
        for p in LECTURES
    ],
)
def test_it_runs_without_a_warning_and_its_pictures_are_told_in_words(path):
    outputs = run(path)
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert [output for output in outputs if output.output_type == "error"] == []
    shown = [output.data for output in outputs if "data" in output]
    images = re.findall(r"<img [^>]*>", "".join(data.get("text/html", "") for data in shown))
    assert images
    for image in images:
        alt = re.search(r'alt="([^"]+)"', image)
        assert alt
        assert len(alt[1]) > 40
    # A bare PNG, as pyplot makes one, could not carry such words.
    assert not any("image/png" in data for data in shown)
    widgets = [data for data in shown if "application/vnd.jupyter.widget-view+json" in data]
    assert widgets or path not in LESSONS


PALE = """
from nnlib import plots, widgets

ax = plots.axes()
ax.text(0.5, 0.5, "nearly white", color="#eeeeee")
widgets.picture(ax, "A word that nobody can read.")
"""


@pytest.mark.deep  # a kernel for each, to show that the test above could fail
@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("import urllib.request as web; web.urlopen('http://127.0.0.1:9')", "without a network"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "without a network"),
        ("import numpy as np; np.log(0.0)", "divide by zero"),
        (PALE, "text 'nearly white'"),
    ],
)
def test_one_that_needs_a_network_warns_or_is_pale_would_fail(tmp_path, code, complaint):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbformat.write(notebook, tmp_path / "lecture.ipynb")
    with pytest.raises(CellExecutionError, match=complaint):
        run(tmp_path / "lecture.ipynb")


@every_lesson
def test_it_asks_before_it_answers(path):
    words = text(path, "markdown")
    questions = len(re.findall(r"\*\*(?:Question|Before)", words))
    answers = re.findall(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", words, re.S)
    assert questions >= 8
    assert len(answers) >= questions - 2  # where the next cell shows it, or the picture
    assert words.count("<details>") == len(answers)


@pytest.mark.parametrize(("path", "name"), EVERY_CLAIM)
def test_a_claim_speaks_of_one_cell(path, name):
    line, _ = CLAIMS[path.stem].by_name[name]
    assert text(path, "code").count(line) == 1


def test_a_claim_that_is_not_true_fails():
    claims = Claims()

    @claims.after("x = 1")
    def x_is_two(x):
        assert x == 2

    claims.check("x_is_two", {"x": 2})
    with pytest.raises(AssertionError):
        claims.check("x_is_two", {"x": 1})
    with pytest.raises(KeyError):
        claims.check("x_is_two", {})


@every_lecture
def test_no_cell_answers_a_question_or_draws_by_itself(path):
    """Claims are tried here, and pictures of `nnlib.pictures` draw and describe themselves."""
    tree = ast.parse(text(path, "code"))
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)] == []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call.func.attr for call in calls if isinstance(call.func, ast.Attribute)]
    assert not {"plot", "axes", "panels", "set_title", "legend", "picture"} & set(named)
    assert not [keyword.arg for call in calls for keyword in call.keywords if keyword.arg == "alt"]


@every_lecture
def test_it_has_goals_and_shapes(path):
    words = text(path, "markdown")
    for heading in ("**You will be able to**", "**Time:**"):
        assert heading in words
    assert "| shape |" in words
    assert "sources disagree" not in words  # that is told on a page of its own


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
