"""A submission as a job: what the folders of a course and its secret say of it."""

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters.base import NbGraderException

from .find_notebook import find_notebook
from .grade_submission import Job, Limits, is_test, read_question_id
from .restore_answers import label
from .secret import derive_seed, read_secret
from .submission import files_beside, fingerprint


def read_job(course: Any, assignment: str, student: str, name: str, limits: Limits) -> Job:
    """Return what there is to grade of a student's notebook `name` (without .ipynb).

    course: nbgrader's course directory. Raises NbGraderException if the notebook was not released,
    NotACheckError if one of its test cells asks `check`, and something else besides.
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
    questions = filter(None, (read_question_id(cell.source) for cell in cells if is_test(cell)))
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    found = find_notebook(folder, name, given_out)
    return Job(
        student,
        given_out,
        found.data,
        found.complaint,
        read_files(course, assignment, student),
        {question: derive_seed(secret, student, question) for question in questions},
        limits,
        found.remarks,
        _read_tests(Path(course.format_path(course.source_directory, ".", assignment)), name),
    )


def _read_tests(folder: Path, name: str) -> dict[str, str]:
    """Return the ordinary test cells of an exercise as it was written, with what is hidden."""
    source = folder / f"{name}.ipynb"
    if not source.is_file():
        return {}
    cells = filter(is_test, nbformat.read(source, as_version=4).cells)
    return {label(cell): cell.source for cell in cells if read_question_id(cell.source) is None}


def read_fingerprint(course: Any, assignment: str, student: str, name: str) -> str:
    """Return the digest of what there is to grade now; see `Job.fingerprint`."""
    released = Path(course.format_path(course.release_directory, ".", assignment), f"{name}.ipynb")
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    try:
        found = find_notebook(folder, name, released.read_bytes())
    except FileNotFoundError:
        return ""
    return fingerprint(found.data, found.complaint, read_files(course, assignment, student))


def read_files(course: Any, assignment: str, student: str) -> dict[str, bytes]:
    """Return what lies beside a student's notebook: the course's own files, then the student's."""
    places = ((course.source_directory, "."), (course.submitted_directory, student))
    return files_beside(*(Path(course.format_path(d, who, assignment)) for d, who in places))
