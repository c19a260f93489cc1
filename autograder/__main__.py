"""The `autograder` command."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from typing import NamedTuple

from . import fast_start  # noqa: F401 – before anything that imports nbformat
from .sandbox.confine import ConfineError
from .sandbox.loader import Loader


class Command(NamedTuple):
    """A command: its help, and the module with its `add_arguments(parser)` and `run(options)`.

    runs_answers: whether it runs students' code, for which `options.loader` is a Loader.
    """

    module: str
    help: str
    runs_answers: bool = False


COMMANDS = {
    "demo": Command(
        "classroom.demo", "grade a sample class through nbgrader, in a fresh directory"
    ),
    "grade": Command("classroom.grade", "grade a class, on all processors", True),
    "regrade": Command(
        "classroom.regrade", "grade anew, and show what changes before it does", True
    ),
    "feedback": Command(
        "classroom.feedback", "make the pages that have changed, and give them to the students"
    ),
    "export": Command(
        "classroom.export_scores", "write scores for Canvas, Moodle or a spreadsheet"
    ),
    "replay": Command("classroom.replay", "show the cases that a student's answer failed", True),
    "report": Command("classroom.report", "write a page on how an assignment went"),
    "doctor": Command("sandbox.doctor", "show what keeps answers in on this computer, and test it"),
    "new-question": Command("authoring.new_question", "write the skeleton of a question"),
    "kill-matrix": Command("authoring.kill_matrix", "show which cases find which mistakes out"),
    "bank": Command("authoring.seed_sweep", "judge the bank of answers under many seeds"),
    "slips": Command("authoring.slips", "show what is told of slips that nobody wrote down"),
    "follow": Command("authoring.follow", "show how often the line of a slip is found"),
    "tidy": Command("authoring.tidy", "bring notebooks into the form in which they are kept"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0 if all is well, 1 if not, 130 if stopped.

    `arguments` defaults to the command line. Wrong usage ends the process with status 2.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="autograder", description="Grade exercises by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.help, add_help=False)
    name = parser.parse_args(arguments[:1]).command
    command = COMMANDS[name]
    parser = argparse.ArgumentParser(prog=f"autograder {name}", description=command.help)
    # The loader imports in the background while this process imports nbgrader, for two seconds.
    with Loader() if command.runs_answers else nullcontext() as loader:
        module = import_module(f".{command.module}", __package__)
        module.add_arguments(parser)
        parser.set_defaults(loader=loader)
        options = parser.parse_args(arguments[1:])
        try:
            return module.run(options)
        except (ConfineError, ValueError, FileNotFoundError, FileExistsError) as error:
            print(f"{parser.prog}: {error}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nStopped.", file=sys.stderr)
            return 130


if __name__ == "__main__":
    sys.exit(main())
