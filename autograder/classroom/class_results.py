"""How a class did in an assignment: scores from the gradebook, mistakes from the notebooks."""

import json
from collections.abc import Iterator
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

from ..check import REPORT

CHECKED = "check-"
"""How the test cell of a question is called: this, and the question."""

LARGEST = 50_000_000
"""A notebook of more bytes is not read; nor is one that is not in order."""

LONGEST = 200
"""Letters of a code, a name or a limit that are kept: they come from a student's notebook."""

MOST = 20
"""Mistakes in one question of one student that are counted."""


@dataclass
class Question:
    """One question: the scores of all whom somebody has marked, and who went wrong in which way.

    `scores` maps each score to how many got it; `waiting` counts those whom a person has yet to
    mark. `mistakes` (by code and name), `stopped` (by limit) and `unnamed` (points lost, but no
    known mistake) hold the students' ids.
    """

    name: str
    points: float
    scores: dict[float, int] = field(default_factory=dict)
    waiting: int = 0
    mistakes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    stopped: dict[str, list[str]] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """An assignment: how many know of it, who handed it in with which total, and its questions.

    `totals` and `names` are by student's id. `waiting` counts those whom a person has yet to mark
    somewhere; `unread` those without a graded notebook that can be read: their mistakes are not
    known.
    """

    assignment: str
    students: int
    names: dict[str, str] = field(default_factory=dict)
    totals: dict[str, float] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    waiting: int = 0
    unread: int = 0

    @property
    def points(self) -> float:
        """The points that can be had."""
        return sum(question.points for question in self.questions)


def tally(root: Path, assignment: str) -> Tally:
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
            found, lost = _graded(db, assignment)
    except DatabaseError as error:
        raise ValueError(f"{gradebook} cannot be read: {error.orig}") from None
    finally:
        engine.dispose()
    _add_mistakes(found, lost, root / "classroom" / "autograded")
    return found


def _graded(db: Any, assignment: str) -> tuple[Tally, set[tuple[str, str]]]:
    """Read the gradebook; also return in which pairs of student and question points were lost."""
    ids = {found.name: found.id for found in db.query(Assignment)}
    if assignment not in ids:
        known = ", ".join(sorted(ids)) or "none"
        raise ValueError(f"assignment {assignment!r} is not in the gradebook; there are: {known}")
    submitted = SubmittedAssignment.assignment_id == ids[assignment]
    found = Tally(assignment, db.query(Student).count())
    for student, first, last in (
        db.query(Student.id, Student.first_name, Student.last_name)
        .join(SubmittedAssignment, SubmittedAssignment.student_id == Student.id)
        .filter(submitted)
        .order_by(Student.last_name, Student.first_name, Student.id)
    ):
        name = ", ".join(filter(None, (last, first)))
        found.names[student] = f"{name} ({student})" if name else student
        found.totals[student] = 0.0
    cells: dict[str, Question] = {}
    for kind in (GradeCell, TaskCell):
        for cell, name, points in (
            db.query(kind.id, kind.name, kind.max_score)
            .join(Notebook, Notebook.id == kind.notebook_id)
            .filter(Notebook.assignment_id == ids[assignment])
            .order_by(literal_column(f"{BaseCell.__tablename__}.rowid"))
        ):
            cells[cell] = Question(name.removeprefix(CHECKED), float(points))
    found.questions = list(cells.values())
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
        found.totals[student] += score
        if waits:
            question.waiting += 1
            waiting.add(student)
        else:
            question.scores[score] = question.scores.get(score, 0) + 1
            if score < question.points:
                lost.add((student, question.name))
    found.waiting = len(waiting)
    return found, lost


def _add_mistakes(found: Tally, lost: set[tuple[str, str]], autograded: Path) -> None:
    questions = {question.name: question for question in found.questions}
    for student in found.names:
        path = autograded / student / found.assignment / f"{found.assignment}.ipynb"
        try:
            reports = dict(_reports(path, found.assignment))
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            found.unread += 1
            continue
        for name, (mistakes, stopped) in reports.items():
            if name not in questions:
                continue
            question = questions[name]
            for mistake in mistakes:
                question.mistakes.setdefault(mistake, []).append(student)
            if stopped:
                question.stopped.setdefault(stopped, []).append(student)
            if not mistakes and not stopped and (student, name) in lost:
                question.unnamed.append(student)


def _reports(
    path: Path, assignment: str
) -> Iterator[tuple[str, tuple[list[tuple[str, str]], str]]]:
    """Give what the checks reported in a notebook: question, mistakes, and what limit stopped it.

    Only a test cell may report, and only on its own question. Raises OSError, or whatever reading
    data of the wrong form does.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} has more than {LARGEST} bytes")
    for cell in json.loads(path.read_bytes())["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if not grade_id.startswith(CHECKED):
            continue
        question = grade_id.removeprefix(CHECKED)
        for output in cell.get("outputs", ()):
            report = output.get("metadata", {}).get(REPORT)
            if not report or report["question"] != f"{assignment}/{question}":
                continue
            told = [(_short(m["code"]), _short(m["name"])) for m in report["mistakes"][:MOST]]
            stopped = report.get("stopped")
            yield question, (list(dict.fromkeys(told)), _short(stopped) if stopped else "")


def _short(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} should be text")
    return text[:LONGEST]
