"""How a class did in an assignment: scores from the gradebook, mistakes from the notebooks."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import URL, create_engine, literal_column
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from ..feedback import read_findings
from ..questions import CHECK_CELL


@dataclass
class QuestionResults:
    """One question: the scores of all whom somebody has marked, and who went wrong in which way.

    `scores` maps each score to how many got it; `waiting` counts those whom a person has yet to
    mark. `mistakes` (by id and name), `stopped` (by limit), `unnamed` (points lost, but no known
    mistake) and `off` (by the quantity that was the first to go wrong) hold the students' ids.
    """

    name: str
    points: float
    scores: dict[float, int] = field(default_factory=dict)
    waiting: int = 0
    mistakes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    stopped: dict[str, list[str]] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)
    off: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class ClassResults:
    """An assignment: how many know of it, who handed it in with which total, and its questions.

    `totals` and `names` are by student's id. `waiting` counts those whom a person has yet to mark
    somewhere; `unread` those without a graded notebook that can be read: their mistakes are not
    known.
    """

    assignment: str
    students: int
    names: dict[str, str] = field(default_factory=dict)
    totals: dict[str, float] = field(default_factory=dict)
    questions: list[QuestionResults] = field(default_factory=list)
    waiting: int = 0
    unread: int = 0

    @property
    def points(self) -> float:
        """The highest total."""
        return sum(question.points for question in self.questions)


def collect_class_results(root: Path, assignment: str) -> ClassResults:
    """Look through the gradebook and the graded notebooks of the course in `root`.

    Notebooks are read one at a time, and nothing is written. Raises FileNotFoundError if there is
    no gradebook, ValueError if it cannot be read or does not know the assignment; the message lists
    those that it knows.
    """
    gradebook = root / "classroom" / "gradebook.db"
    if not gradebook.is_file():
        raise FileNotFoundError(f"there is no gradebook {gradebook}; nothing has been graded here")
    readable = {"mode": "ro", "uri": "true"}
    engine = create_engine(
        URL.create("sqlite", database=f"file:{quote(str(gradebook.resolve()))}", query=readable)
    )
    try:
        with Session(engine) as db:
            results, lost = _graded(db, assignment)
    except DatabaseError as error:
        raise ValueError(f"{gradebook} cannot be read: {error.orig}") from None
    finally:
        engine.dispose()
    _add_mistakes(results, lost, root / "classroom" / "autograded")
    return results


def _graded(db: Any, assignment: str) -> tuple[ClassResults, set[tuple[str, str]]]:
    """Read the gradebook; also return in which pairs of student and question points were lost."""
    ids = {found.name: found.id for found in db.query(Assignment)}
    if assignment not in ids:
        known = ", ".join(sorted(ids)) or "none"
        raise ValueError(f"assignment {assignment!r} is not in the gradebook; there are: {known}")
    submitted = SubmittedAssignment.assignment_id == ids[assignment]
    results = ClassResults(assignment, db.query(Student).count())
    for student, first, last in (
        db.query(Student.id, Student.first_name, Student.last_name)
        .join(SubmittedAssignment, SubmittedAssignment.student_id == Student.id)
        .filter(submitted)
        .order_by(Student.last_name, Student.first_name, Student.id)
    ):
        name = ", ".join(filter(None, (last, first)))
        results.names[student] = f"{name} ({student})" if name else student
        results.totals[student] = 0.0
    cells: dict[str, QuestionResults] = {}
    for kind in (GradeCell, TaskCell):
        for cell, name, points in (
            db.query(kind.id, kind.name, kind.max_score)
            .join(Notebook, Notebook.id == kind.notebook_id)
            .filter(Notebook.assignment_id == ids[assignment])
            .order_by(literal_column(f"{BaseCell.__tablename__}.rowid"))
        ):
            cells[cell] = QuestionResults(name.removeprefix(CHECK_CELL), float(points))
    results.questions = list(cells.values())
    lost, waiting = set(), set()
    for student, cell, score, waits in (
        db.query(
            SubmittedAssignment.student_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade
        )
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .filter(submitted)
    ):
        question = cells[cell]
        results.totals[student] += score
        if waits:
            question.waiting += 1
            waiting.add(student)
        else:
            question.scores[score] = question.scores.get(score, 0) + 1
            if score < question.points:
                lost.add((student, question.name))
    results.waiting = len(waiting)
    return results, lost


def _add_mistakes(results: ClassResults, lost: set[tuple[str, str]], autograded: Path) -> None:
    questions = {question.name: question for question in results.questions}
    for student in results.names:
        path = autograded / student / results.assignment / f"{results.assignment}.ipynb"
        try:
            findings = read_findings(path, results.assignment)
        except (OSError, ValueError):
            results.unread += 1
            continue
        for question_id, finding in findings.items():
            if question_id.name not in questions:
                continue
            question = questions[question_id.name]
            for mistake in dict.fromkeys(finding.mistakes):
                question.mistakes.setdefault(mistake, []).append(student)
            if finding.off:
                question.off.setdefault(finding.off, []).append(student)
            if finding.stopped:
                question.stopped.setdefault(finding.stopped, []).append(student)
            if not finding.mistakes and not finding.stopped and (student, question.name) in lost:
                question.unnamed.append(student)
