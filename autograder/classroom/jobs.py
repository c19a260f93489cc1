"""A submission as a job: what the folders of a course and its secret say of it."""

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters.base import NbGraderException

from .grade_submission import Job, Limits, is_test, read_question_id
from .secret import derive_seed, read_secret
from .submission import files_beside, open_notebook


def read_job(course: Any, assignment: str, student: str, name: str, limits: Limits) -> Job:
    """Return what there is to grade of a student's notebook `name` (without .ipynb).

    course: nbgrader's course directory. Raises NbGraderException if the notebook was not released,
    NotACheckError if one of its test cells asks for something else than `check`.
    """
    released = Path(course.format_path(course.release_directory, ".", assignment), f"{name}.ipynb")
    try:
        given_out = released.read_bytes()
    except FileNotFoundError:
        raise NbGraderException(
            f"{released} is not there: run nbgrader generate_assignment {assignment}"
        ) from None
    secret = read_secret()
    cells = nbformat.reads(given_out.decode(), as_version=4).cells
    questions = [read_question_id(cell.source) for cell in cells if is_test(cell)]
    return Job(
        student,
        given_out,
        *read_submission(course, assignment, student, name),
        {question: derive_seed(secret, student, question) for question in questions},
        limits,
    )


def read_submission(
    course: Any, assignment: str, student: str, name: str
) -> tuple[bytes, str, dict[str, bytes]]:
    """Return a student's notebook, why there is none to be read, and the files beside it."""
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    files = read_files(course, assignment, student)
    return *open_notebook(folder / f"{name}.ipynb"), files


def read_files(course: Any, assignment: str, student: str) -> dict[str, bytes]:
    """Return what lies beside a student's notebook: the course's own files, then the student's."""
    places = ((course.source_directory, "."), (course.submitted_directory, student))
    return files_beside(*(Path(course.format_path(d, who, assignment)) for d, who in places))
