"""The notebooks as they are stored: canonical, released from their source, without any answer."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.tidy import canonicalise
from autograder.questions import load_questions
from tests.support.released import ASSIGNMENTS, ROOT, answer_lines, leaked, notebook

STORED = sorted(
    path
    for folder in ("lectures", "solutions", "exercises")
    for path in (ROOT / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)


def graded_cells(book: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell
        for cell in book.cells
        if "nbgrader" in cell.metadata
    }


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_stored_form(path):
    text = path.read_text(encoding="utf-8")
    assert text == canonicalise(text)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_source_has_the_cells_of_the_contract(assignment):
    cells = graded_cells(notebook("solutions", assignment))
    asked = [q for q in load_questions().values() if q.id.startswith(f"{assignment}/")]
    assert len(asked) >= 5
    for question in asked:
        name = question.id.partition("/")[2]
        answer, test = cells.pop(name), cells.pop(f"check-{name}")
        assert answer.metadata["nbgrader"]["solution"]
        assert not answer.metadata["nbgrader"]["grade"]
        assert test.source == f'check("{question.id}")'
        assert test.metadata["nbgrader"]["points"] == question.points()
        assert test.metadata["nbgrader"]["locked"]
        assert not test.metadata["nbgrader"]["solution"]
    written = [name for name in cells if name.startswith("written-")]
    assert written
    for name in written:
        cell = cells.pop(name)
        assert cell.cell_type == "markdown"
        assert cell.metadata["nbgrader"]["grade"]
        assert "Marking scheme" in cell.source
    assert all(cell.metadata["nbgrader"]["locked"] for cell in cells.values())
    assert any("import numpy as np" in cell.source for cell in cells.values())


# --- nothing leaks ------------------------------------------------------------------------------


def test_every_region_is_seen():
    """The lines below are looked for; were the regions not found, nothing could leak."""
    assert len(answer_lines()) > 50
    assert leaked("\n        return w + eta * residual * x, b + eta * residual\n")
    assert any("points" in line for line in answer_lines())


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_released_notebook_holds_no_answer(assignment):
    book = notebook("exercises", assignment)
    assert leaked("\n".join(cell.source for cell in book.cells)) == set()
    assert "Marking scheme" not in json.dumps(book)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(
        ROOT,
        source,
        ignore=shutil.ignore_patterns(
            ".*", "build", "*.egg-info", "classroom", "artefacts", "__pycache__"
        ),
    )
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"),
            *("--no-index", "--wheel-dir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_holds_the_packages_and_no_answer(wheel):
    with zipfile.ZipFile(wheel) as archive:
        content = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    folders = {name.partition("/")[0] for name in content}
    packages = {name for name in folders if not name.endswith((".dist-info", ".data"))}
    assert packages == {"nnlib", "autograder"}
    released = "data/share/backprop-by-hand/exercises/"  # for `reset_answer`
    data = {name.partition("/")[2] for name in content if ".data/" in name}
    assert data == {f"{released}{name}.ipynb" for name in ASSIGNMENTS}
    assert "nnlib/data/heart.csv" in content
    templates = {path.name for path in (ROOT / "autograder" / "templates").glob("*.html")}
    assert {f"autograder/templates/{name}" for name in templates} <= content.keys()
    assert templates == {"feedback.html", "feedback_page.html", "report.html"}
    assert {name: leaked(text) for name, text in content.items() if leaked(text)} == {}


def test_wheel_works_on_its_own(wheel, tmp_path):
    """Unpacked elsewhere, away from the checkout: it checks an answer and knows its data."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        "import nnlib, autograder, sys\n"
        "assert nnlib.__file__.startswith(sys.argv[1])\n"
        "assert autograder.__file__.startswith(sys.argv[1])\n"
        "assert len(nnlib.datasets.load_heart().y) == 303\n"
        "print(autograder.check('03-three-layer/cost', {'multiplications': lambda L: (0,) * 4}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "0.0"
