"""What the folders of a course say of a submission."""

from pathlib import Path

import pytest
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.grade_submission import Limits, NotACheckError
from autograder.classroom.jobs import read_job
from autograder.classroom.secret import VARIABLE
from autograder.classroom.submission import NOT_HANDED_IN
from autograder.questions import load_questions_of
from tests.support.classes import ASSIGNMENT, NAME, RELEASED, SOLUTION


@pytest.fixture
def course(tmp_path, monkeypatch) -> CourseDirectory:
    """A course with one submission, and a file of its own beside the notebook."""
    (tmp_path / "secret").write_text("a secret of a course")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "secret"))
    files = {
        Path("release", ASSIGNMENT, NAME): RELEASED,
        Path("source", ASSIGNMENT, "points.csv"): "the course's",
        Path("submitted", "ada", ASSIGNMENT, NAME): SOLUTION,
        Path("submitted", "ada", ASSIGNMENT, "points.csv"): "ada's",
        Path("submitted", "ada", ASSIGNMENT, "notes.txt"): "ada's",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return CourseDirectory(root=str(tmp_path))


def job_of(course: CourseDirectory, student: str = "ada"):
    return read_job(course, ASSIGNMENT, student, ASSIGNMENT, Limits(cell=3))


def test_a_job_holds_both_notebooks_and_the_files_beside(course):
    job = job_of(course)
    assert (job.released, job.submitted) == (RELEASED.encode(), SOLUTION.encode())
    assert (job.student, job.complaint, job.limits.cell) == ("ada", "", 3)
    assert job.files == {"points.csv": b"the course's", "notes.txt": b"ada's"}


def test_each_question_has_a_seed_that_depends_on_student_and_secret(course, tmp_path):
    seeds = job_of(course).seeds
    assert list(seeds) == list(load_questions_of(ASSIGNMENT))
    assert job_of(course).seeds == seeds
    others = [*job_of(course, "emmy").seeds.values()]
    (tmp_path / "secret").write_text("another secret of a course")
    others += job_of(course).seeds.values()
    assert len({*seeds.values(), *others}) == 3 * len(seeds)


def test_a_job_does_not_hold_the_secret(course):
    assert "a secret of a course" not in repr(job_of(course))


def test_who_has_handed_in_nothing_gets_a_job_that_says_so(course):
    assert job_of(course, "nobody").complaint == NOT_HANDED_IN


def test_an_assignment_that_was_not_released_is_no_job(course, tmp_path):
    (tmp_path / "release" / ASSIGNMENT / NAME).unlink()
    with pytest.raises(NbGraderException, match="run nbgrader generate_assignment"):
        job_of(course)


def test_a_release_with_another_test_cell_is_no_job(course, tmp_path):
    path = tmp_path / "release" / ASSIGNMENT / NAME
    path.write_text(RELEASED.replace('check(\\"', '1 + check(\\"', 1))
    with pytest.raises(NotACheckError):
        job_of(course)


def test_ordinary_test_cells_come_with_what_is_hidden(course, tmp_path):
    def assert_in(text: str, source: str) -> str:
        return text.replace('check(\\"01-perceptron-update/predict\\")', source)

    (tmp_path / "release" / ASSIGNMENT / NAME).write_text(assert_in(RELEASED, "assert 1"))
    (tmp_path / "source" / ASSIGNMENT / NAME).write_text(assert_in(SOLUTION, "assert 2"))
    job = job_of(course)
    assert job.tests == {"check-predict": "assert 2"}
    assert "predict" not in {question.name for question in job.seeds}
