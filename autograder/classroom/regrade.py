"""Grading again after a check was mended: seen first, written then, and a person's marks kept."""

import argparse
import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from traitlets.config import Config

from ..questions import CHECK_CELL
from .course import Classroom, CourseError, open_classroom
from .grade import add_grading_arguments, grade_class, print_failures
from .read_grades import read_total
from .save_grades import add_rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder regrade` takes: what grading takes, and more."""
    add_grading_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="write without asking")


def run(options: argparse.Namespace) -> int:
    """Grade anew, print what would change, and write it if somebody agrees."""
    classroom, assignment = open_classroom(options), options.assignment
    students = classroom.students(assignment, options.student)
    with compare_grades(classroom, assignment, students, jobs=options.jobs) as regrading:
        print(*regrading.format_lines(), sep="\n")
        if regrading.changes and (options.yes or _ask()):
            write_grades(classroom, assignment, regrading)
            print("Written.")
        elif regrading.changes:
            print("Nothing was written.")
        return print_failures(regrading.failed)


def _ask() -> bool:
    try:
        return input("Write this to the gradebook? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


@dataclass(frozen=True)
class Mark:
    """What a gradebook holds on one answer: the checks' points, and a person's."""

    auto: float | None
    manual: float | None
    needs_person: bool


UNMARKED = Mark(None, None, False)


@dataclass(frozen=True)
class StudentMarks:
    """All marks of a student, the penalty for being late, and the total less that."""

    marks: dict[str, Mark]
    penalty: float
    total: float


@dataclass(frozen=True)
class Change:
    """What a new grading makes of a student's marks: (before, after) for each that differs.

    total: less the penalty for being late; penalty: of the notebook.
    """

    student: str
    marks: dict[str, tuple[Mark, Mark]]
    total: tuple[float, float]
    penalty: tuple[float, float] = (0.0, 0.0)


@dataclass
class Regrading:
    """A new grading that lies ready beside the old one.

    again: the same course with the new gradebook and folders; failed: why, for each student who
    could not be graded; students: all who were.
    """

    again: Classroom
    students: list[str]
    changes: list[Change] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def format_lines(self) -> Iterator[str]:
        """Tell each student's difference."""
        for change in self.changes:
            yield f"{change.student}: {change.total[0]:g} → {change.total[1]:g}"
            for name, (before, after) in change.marks.items():
                kept = "" if before.manual is None else f", a person's {before.manual:g} stays"
                question = name.removeprefix(CHECK_CELL)
                yield f"    {question}: {_format_points(before)} → {_format_points(after)}{kept}"
            if change.penalty[0] != change.penalty[1]:
                yield f"    late: −{change.penalty[0]:g} → −{change.penalty[1]:g}"
        same = len(self.students) - len(self.changes)
        yield f"{len(self.changes)} would change, {same} would not."


def _format_points(mark: Mark) -> str:
    return "–" if mark.auto is None else f"{mark.auto:g}"


@contextlib.contextmanager
def compare_grades(
    classroom: Classroom,
    assignment: str,
    students: Sequence[str],
    *,
    jobs: int | None = None,
) -> Iterator[Regrading]:
    """Grade these students again, beside what there is; the gradebook is not touched.

    Raises CourseError if nobody has been graded yet or the gradebook is no SQLite file.
    """
    graded = [s for s in students if classroom.folder("autograded", assignment, s).is_dir()]
    if not graded:
        raise CourseError(f"nobody has been graded yet: autograder grade {assignment}")
    course = classroom.directory()
    database = make_url(course.db_url).database
    if not course.db_url.startswith("sqlite:") or not database:
        raise CourseError(f"regrade needs a gradebook in an SQLite file, not {course.db_url}")
    beside = Path(tempfile.mkdtemp(prefix=".regrade-", dir=Path(database).parent))
    try:
        _copy_database(Path(database), beside / "gradebook.db")
        changed = Config()
        changed.CourseDirectory.db_url = f"sqlite:///{beside / 'gradebook.db'}"
        changed.CourseDirectory.autograded_directory = str(beside / "autograded")
        settings = deepcopy(classroom.settings)
        settings.merge(changed)
        again = Classroom(settings, classroom.loader)
        before = {student: _read_marks(classroom, assignment, student) for student in graded}
        done = grade_class(again, assignment, graded, jobs=jobs, force=True)
        sound = [student for student in graded if student not in done.failed]
        regrading = Regrading(again, sound, failed=done.failed)
        for student in sound:
            old, new = before[student], _read_marks(again, assignment, student)
            both = {name: (old.marks.get(name, UNMARKED), new.marks[name]) for name in new.marks}
            different = {
                name: pair
                for name, pair in both.items()
                if name not in old.marks or pair[0].auto != pair[1].auto
            }
            penalty = (old.penalty, new.penalty)
            if different or penalty[0] != penalty[1]:
                total = (old.total, new.total)
                regrading.changes.append(Change(student, different, total, penalty))
        yield regrading
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _copy_database(database: Path, to: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(database)) as source,
        contextlib.closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target)


def _read_marks(classroom: Classroom, assignment: str, student: str) -> StudentMarks:
    with classroom.gradebook() as gradebook:
        submission = gradebook.find_submission(assignment, student)
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        marks = {
            g.cell.name: Mark(g.auto_score, g.manual_score, g.needs_manual_grade) for g in grades
        }
        penalty = submission.late_submission_penalty or 0.0
        return StudentMarks(marks, penalty, read_total(submission))


def write_grades(classroom: Classroom, assignment: str, regrading: Regrading) -> None:
    """Write a new grading: points of the checks, penalties, comments and the graded notebooks.

    A person's marks and comments stay as they are; an answer that has one, and other points now,
    is put before the person again.
    """
    for student in regrading.students:
        # The folder goes first: cut short here, the difference is still seen the next time.
        _replace_folder(
            regrading.again.folder("autograded", assignment, student),
            classroom.folder("autograded", assignment, student),
        )
        with classroom.gradebook() as old, regrading.again.gradebook() as new:
            _write_rows(old, new, assignment, student)


def _replace_folder(new: Path, old: Path) -> None:
    aside = new.with_name(f"{new.name}-before")
    os.rename(old, aside)
    os.rename(new, old)


def _write_rows(old: Gradebook, new: Gradebook, assignment: str, student: str) -> None:
    fresh = new.find_submission(assignment, student)
    for notebook in old.find_submission(assignment, student).notebooks:
        (other,) = (n for n in fresh.notebooks if n.name == notebook.name)
        add_rows(old, notebook)
        notebook.late_submission_penalty = other.late_submission_penalty
        marks = {grade.cell.name: grade for grade in other.grades}
        for grade in notebook.grades:
            mark = marks[grade.cell.name]
            if grade.manual_score is None:
                grade.needs_manual_grade = mark.needs_manual_grade
            elif grade.auto_score != mark.auto_score:
                grade.needs_manual_grade = True
            grade.auto_score = mark.auto_score
        said = {comment.cell.name: comment.auto_comment for comment in other.comments}
        for comment in notebook.comments:
            comment.auto_comment = said[comment.cell.name]
    old.db.commit()
