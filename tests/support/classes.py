"""Classes of students for tests: handing in, running the commands, reading what came of it."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat

from autograder.classroom.demo import SampleCourse
from tests.support import bank, commands

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "01-perceptron-update"
NAME = f"{ASSIGNMENT}.ipynb"
SOLUTION = (ROOT / "solutions" / ASSIGNMENT / NAME).read_text()
RELEASED = (ROOT / "exercises" / ASSIGNMENT / NAME).read_text()
CUT = SOLUTION[: SOLUTION.index('"grade_id": "check-train"')]
BANK = [answer for answer in bank.BANK if answer.question.startswith(f"{ASSIGNMENT}/")]

# Loops are cut short; what is honest has time enough on a machine that has much else to do.
PATIENCE = "\nc.TrustedExecute.timeout = 8\nc.TrustedExecute.call_timeout = 5\n"


class LoadedCourse(SampleCourse):
    """A course whose commands are loaded already."""

    def nbgrader(self, command: str, assignment: str) -> Iterator[str]:
        done = commands.run("nbgrader", command, assignment, cwd=self.root, env=self.environment)
        if done.returncode:
            raise RuntimeError(f"nbgrader {command} {assignment} failed:\n{done.stderr}")
        yield from done.stderr.splitlines()


def run(course: SampleCourse, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    options = {"env": course.environment, **options}
    return commands.run("autograder", *arguments, cwd=course.root, **options)


def submitted(course: SampleCourse, student: str, assignment: str = ASSIGNMENT) -> Path:
    folder = course.root / "classroom" / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hand_in(course: SampleCourse, student: str, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    (submitted(course, student) / NAME).write_bytes(data)


def hand_in_small_class(course: SampleCourse, size: int = 8) -> None:
    """Hand in for students with answers of the bank, and one whose notebook is cut short."""
    questions = sorted({answer.question for answer in BANK})
    for number in range(size):
        course.submit(
            ASSIGNMENT,
            f"student-{number}",
            {
                question.split("/")[1]: [a for a in BANK if a.question == question][
                    (number * 5) % sum(a.question == question for a in BANK)
                ].code
                for question in questions
            },
        )
    hand_in(course, "cut-short", CUT)


def scores(
    course: SampleCourse, student: str, assignment: str = ASSIGNMENT
) -> dict[str, float | None]:
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(assignment, student).notebooks
        return {grade.cell.name: grade.auto_score for grade in notebook.grades}


def total(course: SampleCourse, student: str) -> float:
    return sum(filter(None, scores(course, student).values()))


def comments(course: SampleCourse, student: str) -> dict[str, str | None]:
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, student).notebooks
        return {comment.cell.name: comment.auto_comment for comment in notebook.comments}


def gradebook_rows(course: SampleCourse) -> list[tuple]:
    """Everything that a grading writes, but for the numbers that a database makes up."""
    with course.gradebook as gradebook:
        return sorted(
            (s.student.id, g.cell.name, g.auto_score, g.needs_manual_grade, g.manual_score)
            for s in gradebook.assignment_submissions(ASSIGNMENT)
            for n in s.notebooks
            for g in n.grades
        ) + sorted(
            (s.student.id, c.cell.name, c.auto_comment or "")
            for s in gradebook.assignment_submissions(ASSIGNMENT)
            for n in s.notebooks
            for c in n.comments
        )


def edited(change: Callable[[nbformat.NotebookNode], object], text: str = SOLUTION) -> str:
    notebook = nbformat.reads(text, as_version=4)
    change(notebook)
    return json.dumps(notebook)


def every_cell(change: Callable[[nbformat.NotebookNode], object]) -> Callable:
    return lambda notebook: [change(cell) for cell in notebook.cells]


def labelled(cell) -> bool:
    return "nbgrader" in cell.metadata


def is_check(cell) -> bool:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("check-")


class Harms(HTMLParser):
    """Counts what would run, be sent or be loaded; nbgrader's own page has some of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "form", "svg", "object", "embed"):
            self.found[tag] += 1
        for name, value in attrs:
            value = (value or "").strip().lower()
            if name.startswith("on") or value.startswith(("javascript:", "http:", "x")):
                self.found[f"{name}={value}"] += 1


def harms(page: str) -> Counter[str]:
    parser = Harms()
    parser.feed(page)
    return parser.found
