"""Those who grade: each a few commands that run side by side, from a course directory.

plain: nbgrader's own converter, preprocessors and a cold ipykernel for each submission, in two
processes that load nbgrader once; the notebooks' `check` runs in the kernel. ours: this course's
configuration, in three ways. otter: `otter run`, two at once, with the same checks as its tests.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.classroom.demo import SampleCourse

from .sample import ROOT, Sample, Scores, recorded

PLAIN, SERIAL, TWO, OURS, OTTER = (
    "plain nbgrader, two processes",
    "nbgrader autograde, ours, one",
    "nbgrader autograde, ours, two",
    "autograder grade --jobs 2",
    "otter run, two at once",
)

Command = Sequence[str]
_HALVES = ("student-*[02468]", "student-*[13579]")
_ENTRY = [sys.executable, "-m"]


@dataclass
class Contender:
    """Somebody who grades a class: commands to run two at a time, and what has come of them.

    results: a pattern for the files that are written, one for each submission; restore: makes all
    as it was before; scores: reads what was given.
    """

    name: str
    root: Path
    commands: list[Command]
    results: str
    restore: Callable[[], None]
    scores: Callable[[], Scores]
    sample: Sample

    def run(self) -> None:
        """Run all commands, two at once. Raises RuntimeError with what one said if it fails."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self._run, self.commands))

    def _run(self, command: Command) -> None:
        done = subprocess.run(
            command,
            cwd=self.root,
            env=os.environ
            | {"BACKPROP_BY_HAND_SECRET": str(self.root / "secret"), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{self.name}: {' '.join(command)}\n{done.stdout}{done.stderr}")


def contenders(sample: Sample, few: Sample) -> list[Contender]:
    """Return all of them, each with a course directory of its own.

    few: what otter grades, which is as fast for few as for many.
    """
    first = sample.course()
    grade = [*_ENTRY, "nbgrader", "autograde", sample.assignment, "--log-level=ERROR"]
    plain = [*_ENTRY, "tests.benchmarks.grading.plain", sample.assignment]
    ours = [*_ENTRY, "autograder", "grade", sample.assignment, "--jobs=2"]
    commands: dict[str, list[Command]] = {
        PLAIN: [[*plain, half] for half in _HALVES],
        SERIAL: [grade],
        TWO: [[*grade, f"--student={half}"] for half in _HALVES],
        OURS: [ours],
    }
    return [
        *(_in_course(name, sample, first, each) for name, each in commands.items()),
        _with_otter(few, first),
    ]


def _in_course(
    name: str, sample: Sample, first: SampleCourse, commands: list[Command]
) -> Contender:
    root = first.root.with_name(f"{first.root.name}-{'-'.join(name.split())}")
    root.mkdir()
    course = SampleCourse(first.root, root)
    for folder in ("exercises", "classroom"):
        shutil.copytree(first.root / folder, root / folder)
    shutil.copy(first.root / "secret", root)
    before = course.root / "gradebook.before"
    shutil.copy(course.root / "classroom" / "gradebook.db", before)

    def restore() -> None:
        shutil.rmtree(course.root / "classroom" / "autograded", ignore_errors=True)
        shutil.copy(before, course.root / "classroom" / "gradebook.db")

    return Contender(
        name,
        course.root,
        commands,
        "classroom/autograded/*/*/*.ipynb",
        restore,
        lambda: recorded(course, sample.assignment),
        sample,
    )


_TEST_FILE = """\
from functools import cache
from otter.test_files import test_case

OK_FORMAT = False
name = {question!r}


@cache
def passed(answer):
    from autograder.grade import grade
    return {{part.name for part in grade({id!r}, answer).parts if part.passed}}


ANSWER = []


def holds(env, part):
    from autograder.question.answer import Answer
    ANSWER.append(Answer(env))
    assert part in passed(ANSWER[0])
"""
_TEST_CASE = """

@test_case(points={points})
def test_{number}(env):
    holds(env, {part!r})
"""


def _with_otter(sample: Sample, first: SampleCourse) -> Contender:
    """Hand the same notebooks to otter, without their test cells, and the same checks as tests."""
    root = first.root.with_name(f"{first.root.name}-otter")
    (root / "tests").mkdir(parents=True)
    for question in sample.questions:
        text = _TEST_FILE.format(question=question, id=f"{sample.assignment}/{question}")
        for number, (part, points) in enumerate(sample.parts(question).items()):
            text += _TEST_CASE.format(points=points, number=number, part=part)
        (root / "tests" / f"{question}.py").write_text(text)
    generate = ["otter", "generate", "--tests-dir=tests", "--output-path=autograder.zip"]
    subprocess.run([*_ENTRY, *generate], cwd=root, check=True, capture_output=True)
    for student in sample.answers:
        handed_in = first.root / "classroom" / "submitted" / student / sample.assignment
        notebook = nbformat.read(handed_in / f"{sample.assignment}.ipynb", as_version=4)
        notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith("check(")]
        (root / student).mkdir()
        nbformat.write(notebook, root / student / f"{sample.assignment}.ipynb")

    def restore() -> None:
        for result in root.glob("*/results.json"):
            result.unlink()

    def scores() -> Scores:
        return {
            result.parent.name: {
                test["name"]: test["score"]
                for test in json.loads(result.read_text())["tests"]
                if test["name"] in sample.questions
            }
            for result in root.glob("*/results.json")
        }

    run = [*_ENTRY, "otter", "run", "--no-logo", "--autograder=autograder.zip"]
    return Contender(
        OTTER,
        root,
        [
            [*run, f"--output-dir={student}", f"{student}/{sample.assignment}.ipynb"]
            for student in sample.answers
        ],
        "*/results.json",
        restore,
        scores,
        sample,
    )
