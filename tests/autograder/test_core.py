"""The core's packages are enough for a notebook: for `nnlib`, its widgets, and every check."""

import subprocess
import sys

import pytest

from tests.support.core import list_core
from tests.support.released import ROOT

PYPROJECT = ROOT / "pyproject.toml"

ALONE = """
import sys
from pathlib import Path
from tests.support.core import remove_others
remove_others(Path("pyproject.toml"))
"""

IMPORTS = """
import nnlib, nnlib.plots, nnlib.widgets, nnlib.formulas
from autograder import check
for other in ("nbgrader", "nbformat", "jupyterlab", "notebook", "sqlalchemy", "nh3", "tabulate"):
    try:
        __import__(other)
    except ModuleNotFoundError:
        continue
    raise SystemExit(f"{other} was imported")
"""

CHECKS = """
from autograder import check
from autograder.files import read_cells
from autograder.questions import load_questions, load_questions_of
judged = []
for folder in sorted(Path("solutions").iterdir()):
    names = {"__name__": "__main__"}
    for cell in read_cells(folder / f"{folder.name}.ipynb"):
        source = cell["source"]
        if cell["cell_type"] == "code" and not source.startswith("check("):
            exec(source, names)
    for question_id, question in load_questions_of(folder.name).items():
        assert check(str(question_id), names) == question.points(), question_id
    judged.extend(load_questions_of(folder.name))
assert sorted(judged) == sorted(load_questions())
print("all questions:", len(judged))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALONE + code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_core_is_small():
    core = list_core(PYPROJECT)
    assert {"numpy", "matplotlib", "ipywidgets", "pytest"} <= core
    assert not {"jupyterlab", "nbgrader", "nbformat", "sqlalchemy"} & core
    assert len(core) < 45


def test_a_notebook_imports_with_the_core_alone():
    done = run(IMPORTS)
    assert done.returncode == 0, done.stderr


@pytest.mark.deep
def test_every_check_gives_full_scores_with_the_core_alone():
    done = run(CHECKS)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert "all questions:" in done.stdout


def test_grading_says_in_one_line_what_it_needs():
    done = run('from autograder.__main__ import main\nsys.exit(main(["grade"]))')
    assert done.returncode == 1
    assert done.stderr == (
        "autograder grade: nbgrader is not installed; backprop-by-hand[classroom] brings it\n"
    )
