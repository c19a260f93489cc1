"""An exercise may change when somebody has handed it in: nothing is lost, and all is told."""

import warnings
from collections.abc import Callable
from copy import deepcopy

import nbformat
import pytest
from nbgrader.converters.base import NbGraderException

from autograder.classroom.course import Classroom
from autograder.classroom.demo import SampleCourse
from autograder.classroom.generate_assignment import GenerateAssignment
from autograder.classroom.grade_submission import fingerprint_release
from tests.support.classes import ASSIGNMENT, NAME, is_check


@pytest.fixture
def course(make_course, tmp_path) -> SampleCourse:
    """A course in which somebody has handed in."""
    course = make_course(tmp_path, ASSIGNMENT)
    # nbgrader adds what it makes one line later than SQLAlchemy would like.
    with course.gradebook as gradebook, warnings.catch_warnings(action="ignore"):
        gradebook.update_or_create_student("ada")
        gradebook.update_or_create_submission(ASSIGNMENT, "ada")
    return course


@pytest.fixture
def generate(course, open_course, caplog) -> Callable[[], str]:
    """Releases the exercise anew; gives what is told."""
    classroom: Classroom = open_course(course)

    def release() -> str:
        caplog.clear()
        converter = GenerateAssignment(
            coursedir=classroom.directory(ASSIGNMENT, "."), config=classroom.settings, force=True
        )
        converter.log.propagate = True
        caplog.set_level("WARNING", converter.log.name)
        converter.start()
        return caplog.text

    return release


def edit(course: SampleCourse, change: Callable[[nbformat.NotebookNode], object]) -> None:
    path = course.root / "solutions" / ASSIGNMENT / NAME
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def named(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    cells = (c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)
    return next(cells)


def points(course: SampleCourse) -> dict[str, float]:
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_assignment(ASSIGNMENT).notebooks
        return {cell.name: cell.max_score for cell in notebook.grade_cells}


def test_other_points_are_told_and_written(course, generate):
    released = course.root / "exercises" / ASSIGNMENT / NAME
    before = fingerprint_release(released.read_bytes())
    edit(course, lambda nb: named(nb, "check-predict").metadata.nbgrader.update(points=6))
    told = generate()
    assert "check-predict: 2 → 6 points: autograder regrade" in told
    assert "check-predict has 6 points here and 2 in its checks" in told
    assert points(course)["check-predict"] == 6.0
    assert fingerprint_release(released.read_bytes()) != before
    assert "check-predict: " not in generate()


def test_a_question_that_was_added_is_told_and_written(course, generate):
    def add(notebook: nbformat.NotebookNode) -> None:
        cell = deepcopy(next(filter(is_check, notebook.cells)))
        cell.metadata.nbgrader.update(grade_id="check-more", points=1)
        cell["id"] = "check-more"
        notebook.cells.append(cell)

    edit(course, add)
    assert "check-more is new, for 1 points" in generate()
    assert points(course)["check-more"] == 1.0


def test_a_question_that_was_deleted_is_refused_and_the_release_stays(course, generate, caplog):
    folder = course.root / "exercises"
    before = (folder / ASSIGNMENT / NAME).read_bytes(), points(course)
    edit(course, lambda nb: nb.cells.remove(named(nb, "check-gates")))
    caplog.set_level("ERROR")
    with pytest.raises(NbGraderException):
        generate()
    assert "check-gates: not in the notebook any more, but 1 have handed it in" in caplog.text
    assert "with 0 points a question counts for nothing" in caplog.text
    assert ((folder / ASSIGNMENT / NAME).read_bytes(), points(course)) == before
    assert [path.name for path in folder.iterdir()] == [ASSIGNMENT]


def test_a_release_that_was_cut_short_is_put_back_by_the_next(course, generate):
    folder = course.root / "exercises" / ASSIGNMENT
    before = (folder / NAME).read_bytes()
    folder.rename(folder.with_name(f".{ASSIGNMENT}-before"))
    edit(course, lambda nb: nb.cells.remove(named(nb, "check-gates")))
    with pytest.raises(NbGraderException):
        generate()
    assert (folder / NAME).read_bytes() == before
