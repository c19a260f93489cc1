"""Grading a class: one process per processor, each with a sandbox of its own."""

import argparse
import gc
import json
import logging
import multiprocessing
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from tabulate import tabulate
from tqdm import tqdm

from ..questions import CHECK_CELL, list_assignments, load_questions_of
from ..sandbox.confine import ConfineError
from ..sandbox.confine.syscalls import die_with_parent
from ..sandbox.session import Sandbox
from ..sandbox.wire import make_printable
from .autograde import AGAIN, NEW, SKIPPED, UNCHANGED
from .course import Classroom, add_sandbox_argument, add_student_argument, open_classroom
from .needs_eye import format_matters, list_matters, write_matters
from .read_grades import read_score, read_total


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder grade` takes."""
    add_grading_arguments(parser)
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--quiet", action="store_true", help="only what the last line says")
    shown.add_argument("--json", action="store_true", help="all that is told, as JSON")


def add_grading_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what commands take that grade a class."""
    parser.add_argument("assignment", help="like 03-three-layer")
    add_student_argument(parser)
    parser.add_argument(
        "--jobs", type=_read_jobs, help="how many at once; all processors if not given"
    )
    add_sandbox_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Grade who has handed in, and print the gradebook's rows."""
    classroom = open_classroom(options)
    students = classroom.students(options.assignment, options.student)
    try:
        graded = grade_class(classroom, options.assignment, students, jobs=options.jobs)
    except KeyboardInterrupt:
        print("\nStart it again to go on where it was.", file=sys.stderr)
        raise
    matters = list_matters(classroom, options.assignment)
    written = write_matters(classroom, options.assignment, matters)
    if options.json:
        told = {
            "scores": [vars(row) | {"unchecked": sorted(row.unchecked)} for row in graded.rows],
            "outcomes": graded.outcomes,
            "needs your eye": [matter._asdict() for matter in matters],
            "failed": graded.failed,
        }
        print(json.dumps(told, indent=1))
        return print_failures(graded.failed)
    if not options.quiet:
        print(*format_table(graded.rows), *graded.notes, *format_matters(matters), sep="\n")
        if matters:
            print(f"  All of this: {written}")
    print(graded.count_outcomes())
    return print_failures(graded.failed)


def _read_jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"should be a whole number from 1 on, not {text}")
    return int(text)


def print_failures(failed: dict[str, str]) -> int:
    """Tell who could not be graded, and why; return the exit status."""
    for student, why in failed.items():
        print(f"{make_printable(student)} could not be graded: {why}", file=sys.stderr)
    return 1 if failed else 0


@dataclass(frozen=True)
class StudentScores:
    """A line of the gradebook: a student's scores by question, None where a person must mark.

    score: the sum, less the penalty for being late, as the gradebook has it; unchecked: the
    questions of these whose checks failed themselves.
    """

    student: str
    scores: dict[str, float | None]
    score: float
    highest: float
    unchecked: frozenset[str] = frozenset()

    @property
    def waiting(self) -> int:
        """How many answers wait for a person."""
        return sum(score is None for score in self.scores.values())


@dataclass(frozen=True)
class ClassGrading:
    """What became of a class.

    failed: why, for each student who could not be graded; outcomes: of all, see Autograde; notes:
    what else an instructor should know, a line each.
    """

    rows: list[StudentScores]
    failed: dict[str, str]
    outcomes: dict[str, str]
    notes: list[str]

    def count_outcomes(self) -> str:
        """Say how many were graded, and how many were not."""
        counts = Counter(self.outcomes.values())
        told = [f"{counts[outcome]} {outcome}" for outcome in (NEW, AGAIN, UNCHANGED, SKIPPED)]
        return f"{', '.join(told)}."


def grade_class(
    classroom: Classroom,
    assignment: str,
    students: Sequence[str],
    *,
    jobs: int | None = None,
    force: bool = False,
) -> ClassGrading:
    """Grade the submissions of these students, with progress on stderr.

    jobs: how many at once; as many as there are processors if None. What is graded already is left
    as it is, unless `force` is said or it has been handed in anew. Raises ConfineError if the host
    cannot keep answers in.
    """
    jobs = min(jobs or len(os.sched_getaffinity(0)), len(students))
    grading = ClassGrading([], {}, {}, [])
    work = _grade_in_turn if jobs == 1 else _grade_side_by_side
    # In a log, which is no terminal, there is no bar.
    with tqdm(
        total=len(students), desc=assignment, unit="submission", file=sys.stderr, disable=None
    ) as bar:
        for done in work(classroom, assignment, students, jobs, force):
            if done.trouble:
                grading.failed[done.student] = done.trouble
            grading.outcomes[done.student] = done.outcome
            grading.notes.extend(done.notes)
            bar.update()
    grading.rows.extend(read_scores(classroom, assignment, students))
    grading.notes.sort()
    return grading


@dataclass(frozen=True)
class Done:
    """A student whose turn it was.

    outcome: see Autograde; notes: what an instructor should know; trouble: what kept the
    submission from being graded, empty if nothing did.
    """

    student: str
    outcome: str = SKIPPED
    notes: tuple[str, ...] = ()
    trouble: str = ""


def _grade_in_turn(
    classroom: Classroom, assignment: str, students: Iterable[str], _: int, force: bool
) -> Iterator[Done]:
    with classroom.sandbox() as sandbox, classroom.gradebook() as gradebook:
        for student in students:
            yield _grade_student(classroom, assignment, student, sandbox, gradebook, force)


def _grade_side_by_side(
    classroom: Classroom, assignment: str, students: Iterable[str], jobs: int, force: bool
) -> Iterator[Done]:
    # Forked workers share what has been loaded; nbgrader takes two seconds to load.
    if assignment in list_assignments():
        load_questions_of(assignment)
    gc.freeze()  # or their collectors touch all of it, and it is shared no more
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _start_worker, (classroom,))
    try:
        waiting = {
            pool.submit(_grade_in_worker, assignment, student, force): student
            for student in students
        }
        for done in as_completed(waiting):
            try:
                yield done.result()
            except BrokenProcessPool:
                why = "the process that graded it was ended; grade again to go on"
                yield Done(waiting[done], trouble=why)
    finally:
        pool.shutdown(cancel_futures=True)


_CLASSROOM: Classroom
_SANDBOX: Sandbox
_GRADEBOOK: Gradebook


def _start_worker(classroom: Classroom) -> None:
    global _CLASSROOM, _SANDBOX, _GRADEBOOK
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one decides
    if sys.platform == "linux":
        die_with_parent()  # then its sandbox ends too, whose sockets nobody holds any more
    _CLASSROOM = classroom
    _SANDBOX = classroom.sandbox()
    _GRADEBOOK = classroom.gradebook()


def _grade_in_worker(assignment: str, student: str, force: bool) -> Done:
    return _grade_student(_CLASSROOM, assignment, student, _SANDBOX, _GRADEBOOK, force)


def _grade_student(
    classroom: Classroom,
    assignment: str,
    student: str,
    sandbox: Sandbox,
    gradebook: Gradebook,
    force: bool,
) -> Done:
    if not student.isprintable():
        return Done(student, trouble="the name of this folder cannot be a student's")
    told = _ErrorLog()
    logger = logging.getLogger("traitlets")
    logger.addHandler(told)
    logger.propagate = False
    try:
        converter = classroom.convert(assignment, student, sandbox, gradebook, force)
    except ConfineError:
        raise
    except Exception as error:
        return Done(student, trouble=told.last_line() or f"{type(error).__name__}: {error}")
    finally:
        logger.removeHandler(told)
    outcome = converter.outcomes.get(student, SKIPPED)
    return Done(student, outcome, tuple(converter.notes))


class _ErrorLog(logging.Handler):
    """Keeps what nbgrader has said of an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def last_line(self) -> str:
        """Return the end of the first traceback that was logged."""
        for text in self.lines:
            if "Traceback" in text:
                return text.strip().splitlines()[-1]
        return ""


def read_scores(
    classroom: Classroom, assignment: str, students: Iterable[str]
) -> list[StudentScores]:
    """Return the gradebook's rows of these students, as far as they have one."""
    found = []
    order = classroom.order_cells(assignment)
    with classroom.gradebook() as gradebook:
        for student in filter(str.isprintable, students):
            try:
                submission = gradebook.find_submission(assignment, student)
            except MissingEntry:
                continue
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            scores = {
                grade.cell.name.removeprefix(CHECK_CELL): _read_score(grade)
                for grade in sorted(grades, key=lambda grade: order(grade.cell))
            }
            total, highest = read_total(submission), submission.max_score or 0.0
            unchecked = frozenset(filter(None, map(_read_unchecked, grades)))
            found.append(StudentScores(student, scores, total, highest, unchecked))
    return found


def _read_score(grade: Any) -> float | None:
    return None if grade.needs_manual_grade else read_score(grade)


def _read_unchecked(grade: Any) -> str:
    """Return the question of a test cell that waits for a person's marks; empty for other cells."""
    name = grade.cell.name
    waits = name.startswith(CHECK_CELL) and grade.auto_score is None and _read_score(grade) is None
    return name.removeprefix(CHECK_CELL) if waits else ""


def format_table(found: Sequence[StudentScores]) -> Iterator[str]:
    """Give the lines of a table: a row for each student, a column for each question."""
    if not found:
        return
    questions = list(dict.fromkeys(name for row in found for name in row.scores))
    yield tabulate(
        [
            [
                row.student,
                *("– !" if name in row.unchecked else row.scores.get(name) for name in questions),
                row.score,
                row.highest,
            ]
            for row in found
        ],
        headers=["student", *questions, "score", "of"],
        floatfmt="g",
        missingval="–",
        disable_numparse=[0],
    )
    if any(row.waiting for row in found):
        yield "– waits for a person, in formgrader"
    if any(row.unchecked for row in found):
        yield "! because the checks failed themselves, which is our fault: the notebook says where"
