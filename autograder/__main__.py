"""The `autograder` command."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from . import loading  # noqa: F401 – before all that loads nbformat
from .authoring.bank import BankAnswer, read_answers
from .authoring.kill_matrix import make_kill_matrix
from .authoring.new_question import write_question
from .authoring.seed_sweep import format_summary, sweep_seeds
from .authoring.tidy import tidy_notebook
from .questions import questions
from .sandbox.loader import Loader

BANK = Path("tests", "bank")
"""Where the bank of answers lies in a checkout."""

NEXT = """
Replace the example, piece by piece, by what the question asks; CONTRIBUTING.md tells how. Then
make tidy exercises, autograder kill-matrix and autograder bank."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 0 if all is as it should be, else 1.

    `arguments` defaults to the command line. Wrong usage ends the process with status 2.
    """
    parser = argparse.ArgumentParser(prog="autograder", description="Grade exercises by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="grade a sample class through nbgrader, in a fresh directory")
    tidy = commands.add_parser("tidy", help="bring notebooks into the form in which they are kept")
    tidy.add_argument("folders", nargs="+", type=Path)
    matrix = commands.add_parser("kill-matrix", help="show which cases find which mistakes out")
    bank = commands.add_parser("bank", help="judge the bank of answers under many seeds")
    bank.add_argument("--seeds", type=int, default=200, help="how many; 200 if not given")
    for command in (matrix, bank):
        command.add_argument("ids", nargs="*", help="assignments or questions; all if none")
        command.add_argument("--answers", type=Path, default=BANK, help=f"{BANK} if not given")
    _add_classroom(commands)
    question = commands.add_parser("new-question", help="write the skeleton of a question")
    question.add_argument("id", help="like 05-gradient-descent/step")
    options = parser.parse_args(arguments)
    if options.command == "tidy":
        return _tidy(options.folders)
    if options.command == "demo":
        return _demo()
    if options.command in CLASSROOM:
        return _in_classroom(options)
    try:
        if options.command == "new-question":
            print(*write_question(options.id, Path.cwd()), NEXT, sep="\n")
            return 0
        answers = _chosen(options.answers, options.ids)
    except (ValueError, FileExistsError, FileNotFoundError) as error:
        parser.error(str(error))
    if options.command == "kill-matrix":
        return _kill_matrix(answers)
    return _bank(answers, options.seeds)


def _tidy(folders: list[Path]) -> int:
    for folder in folders:
        for notebook in sorted(folder.rglob("*.ipynb")):
            if tidy_notebook(notebook):
                print(f"tidied {notebook}")
    return 0


def _chosen(folder: Path, ids: list[str]) -> list[BankAnswer]:
    """Read the answers to some questions, in the order of the course.

    `ids` names assignments or questions; none means all. Raises ValueError for an unknown one.
    """
    order: list[str] = list(questions())
    for name in ids:
        if not any(f"{question}/".startswith(f"{name}/") for question in order):
            raise ValueError(f"{name!r} is no question and no assignment: {', '.join(order)}")
    wanted = [q for q in order if not ids or any(f"{q}/".startswith(f"{name}/") for name in ids)]
    answers = [answer for answer in read_answers(folder) if answer.question in wanted]
    return sorted(answers, key=lambda answer: order.index(answer.question))


def _kill_matrix(answers: list[BankAnswer]) -> int:
    survivors = 0
    for question in dict.fromkeys(answer.question for answer in answers):
        matrix = make_kill_matrix(question, answers)
        print(*matrix.format_lines(), "", sep="\n")
        survivors += len(matrix.survivors)
    print(f"{survivors} survive" if survivors else "No known mistake survives.")
    return 1 if survivors else 0


def _bank(answers: list[BankAnswer], seeds: int) -> int:
    start = time.perf_counter()
    counted = sweep_seeds(answers, range(seeds), os.cpu_count() or 1)
    print(*format_summary(counted, time.perf_counter() - start), sep="\n")
    return 1 if any(complaint for counts in counted for complaint in counts.complaints()) else 0


CLASSROOM = ("doctor", "grade", "regrade", "replay", "report")
"""The commands of an instructor, run in the course directory."""


def _add_classroom(commands: Any) -> None:
    grade = commands.add_parser("grade", help="grade a class, on all processors")
    regrade = commands.add_parser(
        "regrade", help="grade anew, and show what changes before it does"
    )
    replay = commands.add_parser("replay", help="show the cases that a student's answer failed")
    report = commands.add_parser("report", help="write a page on how an assignment went")
    commands.add_parser("doctor", help="show what keeps answers in on this computer, and test it")
    for command in (grade, regrade, report):
        command.add_argument("assignment", help="like 03-three-layer")
    report.add_argument("--names", action="store_true", help="tell who made which mistake")
    for command in (grade, regrade):
        command.add_argument("--student", help="this one alone")
        command.add_argument(
            "--jobs", type=int, help="how many at once; all processors if not given"
        )
    regrade.add_argument("--yes", action="store_true", help="write without asking")
    replay.add_argument("student")
    replay.add_argument("question", help="like 03-three-layer/gradients")
    for command in (grade, regrade, replay):
        command.add_argument(
            "--allow-unsandboxed",
            action="store_true",
            help="grade even where this computer cannot keep answers in",
        )


def _in_classroom(options: argparse.Namespace) -> int:
    # What answers need loads beside nbgrader, which takes two seconds: no other command pays them.
    runs_answers = options.command in ("grade", "regrade", "replay")
    with Loader() if runs_answers else nullcontext() as loader:
        from .classroom import commands

        return commands.run(options, loader)


def _demo() -> int:
    # nbgrader takes two seconds to load, which no other command should pay.
    from .classroom.demo import demo

    astray = [row for row in demo(Path.cwd()) if row.scores != row.expected]
    for row in astray:
        print(f"{row.student} should have got {row.expected} in {row.assignment}", file=sys.stderr)
    return 1 if astray else 0


if __name__ == "__main__":
    sys.exit(main())
