"""What needs an instructor's eye: all that grading alone cannot settle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Gradebook, MissingEntry

from ..feedback import KEY
from ..files import write_text
from ..questions import CHECK_CELL
from .autograde import read_graded
from .course import Classroom
from .csv_table import format_csv
from .grade_submission import RELEASE, REMARKS, fingerprint_release

TO_MARK, LOOK_AGAIN = "to be marked", "marked, and changed since"
EARLIER = "graded as the exercise was before; autograder regrade shows what would change"
FAILED, UNKNOWN = "the checks failed themselves", "not on the roster"

MOST_TOLD = 10
"""How many students are named in one line of the terminal; the CSV has all."""


class Matter(NamedTuple):
    """Something that a person should look at: whose, what it is, and the question or file."""

    student: str
    what: str
    about: str = ""


def list_matters(classroom: Classroom, assignment: str) -> list[Matter]:
    """Return what needs an eye in an assignment, of all who have handed it in."""
    with classroom.gradebook() as gradebook:
        found = [*_look_at_rows(gradebook, assignment), *_look_for_strangers(gradebook, assignment)]
        known = {str(one.name) for one in gradebook.assignments}
    released = classroom.folder("release", assignment, ".") / f"{assignment}.ipynb"
    asked = fingerprint_release(released.read_bytes()) if released.is_file() else None
    graded = classroom.folder("autograded", assignment, "*")
    for path in sorted(graded.parent.parent.glob(f"*/{assignment}/{assignment}.ipynb")):
        about = read_graded(path).metadata.get(KEY, {})
        remarks = [*about.get(REMARKS, ()), *([EARLIER] if about.get(RELEASE) != asked else [])]
        found += [Matter(path.parent.parent.name, remark) for remark in remarks]
    found += _look_for_lost_folders(classroom, known)
    return sorted(found)


def _look_at_rows(gradebook: Gradebook, assignment: str) -> Iterator[Matter]:
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return
    for submission in submissions:
        grades = (grade for notebook in submission.notebooks for grade in notebook.grades)
        for grade in grades:
            if grade.needs_manual_grade:
                check = grade.cell.name.startswith(CHECK_CELL)
                what = (
                    LOOK_AGAIN if grade.manual_score is not None else FAILED if check else TO_MARK
                )
                yield Matter(submission.student.id, what, grade.cell.name.removeprefix(CHECK_CELL))


def _look_for_strangers(gradebook: Gradebook, assignment: str) -> Iterator[Matter]:
    """Give who has handed in and of whom nothing is known, where something is known of others."""

    def is_known(student: object) -> bool:
        about = ("first_name", "last_name", "email", "lms_user_id")
        return any(getattr(student, name) for name in about)

    if any(map(is_known, gradebook.students)):
        for submission in gradebook.assignment_submissions(assignment):
            if not is_known(submission.student):
                yield Matter(submission.student.id, UNKNOWN)


def _look_for_lost_folders(classroom: Classroom, known: set[str]) -> Iterator[Matter]:
    """Give the folders of submissions that bear the name of no assignment, and loose notebooks."""
    submitted = classroom.folder("submitted", "*", "*").parent.parent
    for path in sorted(submitted.glob("*/*")):
        student, name = path.parent.name, path.name
        if not name.startswith(".") and name not in known and f"{student}{name}".isprintable():
            what = "a folder of no assignment" if path.is_dir() else "a file outside a folder"
            yield Matter(student, what, name)


def group_matters(matters: Iterable[Matter]) -> dict[tuple[str, str], list[str]]:
    """Return whom each kind of matter concerns, by what it is and what it is about."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for matter in matters:
        kinds[matter.what, matter.about].append(matter.student)
    return kinds


def format_matters(matters: Iterable[Matter]) -> Iterator[str]:
    """Give a line for each kind of matter, with those whom it concerns."""
    kinds = group_matters(matters)
    if kinds:
        yield "Needs your eye:"
    for (what, about), students in kinds.items():
        more = f" and {len(students) - MOST_TOLD} more" if len(students) > MOST_TOLD else ""
        who = ", ".join(students[:MOST_TOLD]) + more
        yield f"  {f'{about}, ' if about else ''}{what}: {who}"


def write_matters(classroom: Classroom, assignment: str, matters: Sequence[Matter]) -> Path:
    """Write all of them as CSV, a row each; return where."""
    path = classroom.root / "classroom" / "reports" / f"{assignment}-needs-your-eye.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, format_csv([Matter._fields, *matters]))
    return path
