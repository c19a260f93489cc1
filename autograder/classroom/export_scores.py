"""The command that writes scores for other programs: totals for an LMS, or every question's."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Gradebook

from ..feedback import Finding, read_findings
from ..files import write_text
from ..questions import CHECK_CELL, QuestionId
from .course import Classroom, CourseError, read_settings
from .csv_table import CsvValue, format_csv
from .export import CanvasExport, LmsExport, MoodleExport, TotalsExport
from .read_grades import read_score
from .roster import read_groups

FORMATS: dict[str, type[LmsExport]] = {
    "totals": TotalsExport,
    "canvas": CanvasExport,
    "moodle": MoodleExport,
}

REASONS = {
    "not written": "not attempted",
    "missing": "not found",
    "crash": "crashed",
    "by library": "by library",
    "time": "limit: time",
    "memory": "limit: memory",
    "output": "limit: output",
    "died": "ended its process",
    "type": "another kind of value",
    "changed input": "changed its input",
}
"""Why an answer could not be judged, by the kind of trouble."""

NOT_HANDED_IN, WAITS, MARKED = "not handed in", "waits for a person", "marked"


class QuestionScore(NamedTuple):
    """What a student got for a question: no score if nobody has given one, and why not more."""

    assignment: str
    student: str
    question: str
    score: float | None
    points: float
    state: str
    reason: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder export` takes."""
    parser.add_argument("--for", dest="format", choices=FORMATS, default="totals", help="whom for")
    parser.add_argument("--assignments", nargs="+", default=[], metavar="ID", help="these alone")
    parser.add_argument(
        "--per-question", action="store_true", help="each question's score, with the reason"
    )
    parser.add_argument("--json", action="store_true", help="JSON, of --per-question alone")


def run(options: argparse.Namespace) -> int:
    """Write a file into classroom/exports, and print where it is."""
    if options.json and not options.per_question:
        raise CourseError("--json goes with --per-question")
    classroom = Classroom(read_settings())
    with classroom.gradebook() as gradebook:
        known = sorted(str(assignment.name) for assignment in gradebook.assignments)
        if unknown := [name for name in options.assignments if name not in known]:
            raise CourseError(f"not in the gradebook: {', '.join(unknown)}; there are: {known}")
        if options.per_question:
            print(write_scores(classroom, gradebook, options.assignments or known, options.json))
        else:
            kind = FORMATS[options.format]
            to = classroom.root / kind.file
            exporter = kind(to=str(to), assignment=options.assignments)
            exporter.groups = read_groups(classroom)
            exporter.export(gradebook)
            print(to)
    return 0


def write_scores(
    classroom: Classroom, gradebook: Gradebook, assignments: Sequence[str], as_json: bool
) -> Path:
    """Write the score of each question and student, whole or not at all; return where."""
    rows = [row for name in assignments for row in read_question_scores(classroom, gradebook, name)]
    path = classroom.exports / f"questions.{'json' if as_json else 'csv'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if as_json:
        write_text(path, json.dumps([row._asdict() for row in rows], indent=1) + "\n")
    else:
        head: Sequence[CsvValue] = QuestionScore._fields
        write_text(path, format_csv([head, *rows]))
    return path


def read_question_scores(
    classroom: Classroom, gradebook: Gradebook, assignment: str
) -> Iterator[QuestionScore]:
    """Give the score of each question for each student in the gradebook, in their order."""
    found: Any = gradebook.find_assignment(assignment)
    cells = [cell for notebook in found.notebooks for cell in notebook.grade_cells]
    cells.sort(key=classroom.order_cells(assignment))
    grades = {
        (submission.student.id, grade.cell.name): grade
        for submission in found.submissions
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    for student in sorted(str(person.id) for person in gradebook.students):
        findings = _find(classroom, assignment, student)
        for cell in cells:
            grade = grades.get((student, cell.name))
            score = None if grade is None else read_score(grade)
            state = NOT_HANDED_IN if grade is None else WAITS if score is None else MARKED
            question = cell.name.removeprefix(CHECK_CELL)
            finding = findings.get(QuestionId(f"{assignment}/{question}"))
            yield QuestionScore(
                assignment,
                student,
                question,
                score,
                cell.max_score,
                state,
                _give_reason(finding) if finding else "",
            )


def _find(classroom: Classroom, assignment: str, student: str) -> dict[QuestionId, Finding]:
    path = classroom.folder("autograded", assignment, student) / f"{assignment}.ipynb"
    try:
        return read_findings(path, assignment)
    except (OSError, ValueError):
        return {}


def _give_reason(finding: Finding) -> str:
    if finding.trouble:
        return REASONS.get(finding.trouble, finding.trouble)
    return "; ".join(mistake for mistake, _ in finding.mistakes)
