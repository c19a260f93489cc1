"""A sample class, made from the bank of answers and graded by real nbgrader."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from tabulate import tabulate
from tqdm import tqdm

from ..authoring.bank import BankAnswer, read_answers
from ..feedback import read_findings
from ..files import write_text
from ..questions import CHECK_CELL, QuestionId, load_questions
from .secret import VARIABLE

SAMPLE_SECRET = "the secret of a sample class"
"""Always the same, so that a sample class always gets the same marks."""

WRITTEN = "My answer in a few words, for a person to read."

Pick = Callable[[list[BankAnswer], int], BankAnswer | None]
"""What a student hands in for a question: one of its answers in the bank, or nothing."""


def _nth(kind: str, n: int) -> Pick:
    def pick(answers: list[BankAnswer], _: int) -> BankAnswer | None:
        of_kind = [answer for answer in answers if answer.outcome.startswith(kind)]
        return of_kind[n % len(of_kind)]

    return pick


def _until(question: int, pick: Pick) -> Pick:
    return lambda answers, number: pick(answers, number) if number < question else None


def _in_turn(*picks: Pick) -> Pick:
    return lambda answers, number: picks[number % len(picks)](answers, number)


SAMPLE_CLASS: dict[str, Pick] = {
    "all-right-1": _nth("right-", 0),
    "all-right-2": _nth("right-", 1),
    "all-right-3": _nth("right-", 2),
    "partly-right": _in_turn(_nth("right-", 0), _nth("wrong-", 0)),
    "half-done": _until(3, _nth("right-", 1)),
    "wrong-1": _nth("wrong-", 0),
    "wrong-2": _nth("wrong-", 2),
    "wrong-3": _nth("wrong-", 4),
    "crashing": _nth("wrong-crash", 0),
    "empty": lambda answers, number: None,
}

SAMPLE = ("01-perceptron-update", "03-three-layer")
"""What the sample class hands in: two exercises show all there is to see, in a minute."""


@dataclass(frozen=True)
class SampleResult:
    """A line of the gradebook: what a student got, and should get, for each question."""

    assignment: str
    student: str
    scores: dict[str, float]
    expected: dict[str, float]
    mistakes: tuple[str, ...]


class SampleCourse:
    """A course directory with the released exercises and a gradebook of its own."""

    def __init__(self, source: Path, root: Path) -> None:
        """Copy configuration and solutions from the course in `source` to `root`."""
        shutil.copy(source / "nbgrader_config.py", root)
        shutil.copytree(source / "solutions", root / "solutions")
        (root / "secret").write_text(SAMPLE_SECRET)
        self.root = root

    @property
    def environment(self) -> dict[str, str]:
        """What commands are told: the secret of this course, not that of whoever runs it."""
        return os.environ | {VARIABLE: str(self.root / "secret")}

    @property
    def gradebook(self) -> Gradebook:
        """The gradebook, open; to be used in a `with` statement."""
        return Gradebook(f"sqlite:///{self.root / 'classroom' / 'gradebook.db'}")

    def nbgrader(self, command: str, assignment: str) -> Iterator[str]:
        """Run an nbgrader command on an assignment; give the lines of its log as they come.

        Raises RuntimeError with the log if the command fails.
        """
        log = []
        with subprocess.Popen(
            [sys.executable, "-m", "nbgrader", command, assignment],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                log.append(line)
                yield line
        if process.returncode:
            raise RuntimeError(f"nbgrader {command} {assignment} failed:\n{''.join(log)}")

    def submit(self, assignment: str, student: str, answers: dict[str, str]) -> None:
        """Hand in the released notebook with `answers` (code by question) typed in."""
        name = f"{assignment}.ipynb"
        notebook = nbformat.read(self.root / "exercises" / assignment / name, as_version=4)
        fill(notebook, answers)
        folder = self.root / "classroom" / "submitted" / student / assignment
        folder.mkdir(parents=True)
        write_text(folder / name, nbformat.writes(notebook))

    def mistakes(self, assignment: str, student: str) -> tuple[str, ...]:
        """The mistakes that the checks have found in a graded submission."""
        graded = self.root / "classroom" / "autograded" / student / assignment
        findings = read_findings(graded / f"{assignment}.ipynb", assignment)
        return tuple(
            f"{question.name}: {mistake}"
            for question, finding in findings.items()
            for mistake, _ in finding.mistakes
        )


def fill(notebook: nbformat.NotebookNode, answers: dict[str, str]) -> None:
    """Type answers (code by question) into a released notebook's answer cells."""
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id in answers:
            cell.source = answers[grade_id]
        elif grade_id.startswith("written-") and answers:
            cell.source = WRITTEN


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: `autograder demo` takes no arguments."""


def run(_: argparse.Namespace) -> int:
    """Grade the sample class, and tell whose scores are not as they should be."""
    astray = [row for row in grade_sample_class(Path.cwd()) if row.scores != row.expected]
    for row in astray:
        print(f"{row.student} should have got {row.expected} in {row.assignment}", file=sys.stderr)
    return 1 if astray else 0


def grade_sample_class(checkout: Path) -> list[SampleResult]:
    """Grade a sample class in a fresh directory; print progress, the gradebook and where it is.

    Returns the rows of the gradebook. Raises FileNotFoundError if `checkout` is not a checkout of
    the course, RuntimeError if nbgrader fails.
    """
    for needed in ("nbgrader_config.py", "solutions", "tests/bank"):
        if not (checkout / needed).exists():
            raise FileNotFoundError(f"checkout {checkout} should hold {needed}")
    bank: dict[str, list[BankAnswer]] = {question: [] for question in load_questions()}
    for answer in read_answers(checkout / "tests" / "bank"):
        bank[answer.question].append(answer)
    course = SampleCourse(checkout, Path(tempfile.mkdtemp(prefix="backprop-demo-")))
    rows = []
    steps = len(SAMPLE) * (1 + 2 * len(SAMPLE_CLASS))
    with tqdm(total=steps, unit="step", file=sys.stderr) as bar:
        for assignment in SAMPLE:
            rows += _grade_sample(course, assignment, bank, bar)
    for assignment in SAMPLE:
        table = _format_table([row for row in rows if row.assignment == assignment])
        print(f"\n{assignment}\n{table}")
    jupyter = Path(sys.executable).parent / "jupyter"
    print(f"""
Look at it:
  feedback pages  {course.root}/classroom/feedback/
  formgrader      cd {course.root} && {jupyter} lab
                  (Nbgrader > Formgrader > Manual Grading)""")
    return rows


def _grade_sample(
    course: SampleCourse, assignment: str, bank: dict[str, list[BankAnswer]], bar: tqdm
) -> list[SampleResult]:
    _show(bar, f"release {assignment}")
    for _ in course.nbgrader("generate_assignment", assignment):
        pass
    expected = {student: _hand_in(course, assignment, student, bank) for student in SAMPLE_CLASS}
    for command, source in (("autograde", "submitted"), ("generate_feedback", "autograded")):
        for line in course.nbgrader(command, assignment):
            if at := re.search(rf"Converting notebook .*/{source}/([^/]+)/", line):
                _show(bar, f"{command} {assignment} of {at[1]}")
    return [
        _read_result(course, assignment, student, scores) for student, scores in expected.items()
    ]


def _show(bar: tqdm, step: str) -> None:
    bar.set_description(step)
    bar.update()


def _hand_in(
    course: SampleCourse, assignment: str, student: str, bank: dict[str, list[BankAnswer]]
) -> dict[str, float]:
    """Submit what the student picks from the bank; return the score that each answer must get."""
    chosen = {
        QuestionId(question).name: SAMPLE_CLASS[student](answers, number)
        for number, (question, answers) in enumerate(
            (question, answers)
            for question, answers in bank.items()
            if question.startswith(f"{assignment}/")
        )
    }
    course.submit(
        assignment, student, {question: pick.code for question, pick in chosen.items() if pick}
    )
    return {question: pick.score if pick else 0.0 for question, pick in chosen.items()}


def _read_result(
    course: SampleCourse, assignment: str, student: str, expected: dict[str, float]
) -> SampleResult:
    with course.gradebook as gradebook:
        grades = gradebook.find_submission(assignment, student).notebooks[0].grades
        scores = {
            grade.cell.name.removeprefix(CHECK_CELL): grade.auto_score
            for grade in grades
            if grade.cell.name.startswith(CHECK_CELL)
        }
    return SampleResult(assignment, student, scores, expected, course.mistakes(assignment, student))


def _format_table(rows: list[SampleResult]) -> str:
    ids = list(rows[0].expected)
    return tabulate(
        [
            [
                row.student,
                *(row.scores[question] for question in ids),
                sum(row.scores.values()),
                "; ".join(row.mistakes) or "–",
            ]
            for row in rows
        ],
        headers=["student", *ids, "sum", "mistakes found"],
        floatfmt="g",
    )
