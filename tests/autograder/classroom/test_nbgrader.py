"""The whole cycle with the real commands, a real gradebook and a real exchange directory."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from autograder.classroom.demo import (
    SampleCourse,
    fill,
)
from autograder.questions import load_questions
from tests.support import commands
from tests.support.bank import find_answer

ROOT = Path(__file__).parents[3]
ASSIGNMENTS = sorted(folder.name for folder in (ROOT / "solutions").iterdir() if folder.is_dir())
ASSIGNMENT = "03-three-layer"


class Person:
    """Somebody with a working directory and Jupyter directories of their own."""

    def __init__(self, home: Path, exchange: Path) -> None:
        self.home = home
        config = home / "config"
        config.mkdir(parents=True)
        (config / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
            'c.CourseDirectory.course_id = "backprop-by-hand"\n'
        )
        self._environment = os.environ | {
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(config),
            "JUPYTER_DATA_DIR": str(home / "data"),
        }

    def nbgrader(self, *arguments: str, fails: bool = False) -> str:
        done = commands.run("nbgrader", *arguments, cwd=self.home, env=self._environment)
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def exchange(tmp_path) -> Path:
    folder = tmp_path / "exchange"
    folder.mkdir()
    folder.chmod(0o777)
    return folder


@pytest.fixture
def instructor(tmp_path, exchange) -> Person:
    person = Person(tmp_path / "instructor", exchange)
    shutil.copy(ROOT / "nbgrader_config.py", person.home)
    shutil.copytree(ROOT / "solutions", person.home / "solutions")
    return person


@pytest.fixture
def student(tmp_path, exchange) -> Person:
    return Person(tmp_path / "student", exchange)


def edit(path: Path, change: Callable[[nbformat.NotebookNode], None]) -> None:
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


SUMMED = find_answer("03-three-layer/gradients", "wrong-sum").code


def test_assignment_travels_from_source_to_feedback(instructor, student):
    name = f"{ASSIGNMENT}.ipynb"
    instructor.nbgrader("generate_assignment", ASSIGNMENT)
    instructor.nbgrader("release_assignment", ASSIGNMENT)

    assert ASSIGNMENT in student.nbgrader("list")
    student.nbgrader("fetch_assignment", ASSIGNMENT)
    mine = student.home / ASSIGNMENT / name
    assert mine.read_bytes() == (ROOT / "exercises" / ASSIGNMENT / name).read_bytes()

    edit(mine, lambda notebook: fill(notebook, {"gradients": SUMMED}))
    said = student.nbgrader("validate", str(mine))
    assert "VALIDATION FAILED ON 6 CELL(S)" in said
    assert "have changed" not in said.lower()
    student.nbgrader("submit", ASSIGNMENT)

    instructor.nbgrader("collect", ASSIGNMENT)
    instructor.nbgrader("autograde", ASSIGNMENT)
    instructor.nbgrader("generate_feedback", ASSIGNMENT)
    instructor.nbgrader("release_feedback", ASSIGNMENT)
    student.nbgrader("fetch_feedback", ASSIGNMENT)
    (page,) = (student.home / ASSIGNMENT / "feedback").rglob("*.html")
    feedback = page.read_text()
    assert "Was the mean over the batch taken?" in feedback
    assert "4 of 6 points" in feedback
    assert "Marking scheme" not in feedback

    instructor.nbgrader("export")
    (row,) = csv.DictReader((instructor.home / "grades.csv").read_text().splitlines())
    assert (row["assignment"], float(row["score"])) == (ASSIGNMENT, 4.0)
    assert float(row["max_score"]) == 30.0


@pytest.mark.deep
def test_validate_is_content_with_the_solutions(instructor):
    for assignment in ASSIGNMENTS:
        path = f"solutions/{assignment}/{assignment}.ipynb"
        assert "passes all the tests" in instructor.nbgrader("validate", path)


# --- grading ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def course(make_course, tmp_path_factory) -> SampleCourse:
    return make_course(tmp_path_factory.mktemp("course"), *ASSIGNMENTS)


def test_exercises_are_what_nbgrader_makes_of_the_solutions(course):
    made, stored = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and ".ipynb_checkpoints" not in path.parts
        }
        for folder in (course.root / "exercises", ROOT / "exercises")
    )
    assert made == stored


def hand_in(course: SampleCourse, assignment: str, student: str, source: Path) -> Path:
    folder = course.root / "classroom" / "submitted" / student / assignment
    folder.mkdir(parents=True)
    return Path(shutil.copy(source / assignment / f"{assignment}.ipynb", folder))


def scores(course: SampleCourse, assignment: str, student: str) -> dict[str, float]:
    with course.gradebook as gradebook:
        grades = gradebook.find_submission(assignment, student).notebooks[0].grades
        return {g.cell.name: g.auto_score for g in grades if g.cell.name.startswith("check-")}


@pytest.mark.parametrize(
    "assignment",
    [
        pytest.param(name, marks=() if name == ASSIGNMENT else pytest.mark.deep)
        for name in ASSIGNMENTS
    ],
)
def test_solution_gets_full_marks_and_released_notebook_nothing(course, assignment):
    hand_in(course, assignment, "author", ROOT / "solutions")
    hand_in(course, assignment, "nobody", ROOT / "exercises")
    list(course.nbgrader("autograde", assignment))
    assert scores(course, assignment, "author") == {
        f"check-{q.id.partition('/')[2]}": q.points()
        for q in load_questions().values()
        if q.id.startswith(f"{assignment}/")
    }
    assert set(scores(course, assignment, "nobody").values()) == {0.0}
    # It stops only where an answer is due, and warns of nothing.
    graded = course.root / "classroom" / "autograded" / "nobody" / assignment
    notebook = nbformat.read(graded / f"{assignment}.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert {o.ename for o in outputs if o.output_type == "error"} <= {"NotImplementedError"}
    assert not [o for o in outputs if o.output_type == "stream" and o.name == "stderr"]


def test_deleted_and_edited_test_cells_are_restored(course):
    path = hand_in(course, ASSIGNMENT, "eraser", ROOT / "exercises")

    def erase(notebook: nbformat.NotebookNode) -> None:
        fill(notebook, {"gradients": SUMMED})
        by_id = {
            cell.metadata["nbgrader"]["grade_id"]: cell
            for cell in notebook.cells
            if "nbgrader" in cell.metadata
        }
        notebook.cells.remove(by_id["check-gradients"])
        by_id["check-cost"].source = "4.0"

    edit(path, erase)
    list(course.nbgrader("autograde", ASSIGNMENT))
    got = scores(course, ASSIGNMENT, "eraser")
    assert (got["check-gradients"], got["check-cost"], sum(got.values())) == (4.0, 0.0, 4.0)


# --- the command and the extensions -------------------------------------------------------------


@pytest.mark.deep
def test_nbgrader_s_extensions_are_on_in_jupyterlab():
    def listed(*command: str) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "jupyter", *command, "list"],
            capture_output=True,
            text=True,
            check=True,
        )
        return re.sub(r"\x1b\[\d+m", "", run.stdout + run.stderr)

    servers = listed("server", "extension")
    for name in ("assignment_list", "course_list", "formgrader", "validate_assignment"):
        assert f"nbgrader.server_extensions.{name} enabled" in servers
    # Assignment List, Create Assignment, Formgrader and Validate are one JupyterLab extension.
    lab = [line for line in listed("labextension").splitlines() if "nbgrader" in line]
    assert any("enabled" in line and "OK" in line for line in lab), lab
