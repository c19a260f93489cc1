"""The `autograder` command."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from . import fast_start  # noqa: F401 – before anything that imports nbformat
from .sandbox.confine import ConfineError
from .sandbox.loader import Loader
from .words import capitalise


class Command(NamedTuple):
    """A command: its module with `add_arguments(parser)` and `run(options)`, its help, an example.

    runs_answers: whether it runs students' code, for which `options.loader` is a Loader.
    """

    module: str
    help: str
    example: str = ""
    runs_answers: bool = False


INSTRUCTORS = {
    "demo": Command(
        "classroom.demo", "grade a sample class through nbgrader, in a fresh directory"
    ),
    "roster": Command(
        "classroom.roster", "enter who takes part, from a list of an LMS", "students.csv"
    ),
    "import": Command(
        "classroom.import_submissions",
        "bring in what Canvas or Moodle has collected",
        "submissions.zip",
    ),
    "grade": Command(
        "classroom.grade", "grade what is new or has changed", "03-three-layer --student ada", True
    ),
    "regrade": Command(
        "classroom.regrade", "grade anew, and show what changes first", "03-three-layer", True
    ),
    "feedback": Command(
        "classroom.feedback",
        "make the pages that have changed, and give them to the students",
        "03-three-layer",
    ),
    "export": Command(
        "classroom.export_scores",
        "write scores for Canvas, Moodle or a spreadsheet",
        "--for canvas --assignments 03-three-layer",
    ),
    "replay": Command(
        "classroom.replay",
        "show the cases that a student's answer failed",
        "ada 03-three-layer/gradients",
        True,
    ),
    "report": Command(
        "classroom.report", "write a page on how an assignment went", "03-three-layer --names"
    ),
    "doctor": Command("sandbox.doctor", "show what keeps answers in on this computer, and test it"),
}

AUTHORS = {
    "new-question": Command(
        "authoring.new_question", "write the skeleton of a question", "05-gradient-descent/step"
    ),
    "kill-matrix": Command(
        "authoring.kill_matrix", "show which cases find which mistakes out", "05-gradient-descent"
    ),
    "bank": Command(
        "authoring.seed_sweep", "judge the bank of answers under many seeds", "05-gradient-descent"
    ),
    "slips": Command("authoring.slips", "show what is told of slips that nobody wrote down"),
    "follow": Command("authoring.follow", "show how often the line of a slip is found"),
    "tidy": Command("authoring.tidy", "bring notebooks into the form in which they are kept"),
}

COMMANDS = INSTRUCTORS | AUTHORS


def _describe_commands() -> str:
    lines = ["Grade a class, and write what it is graded with."]
    for title, commands in (("for instructors", INSTRUCTORS), ("for authors", AUTHORS)):
        lines += ["", f"{title}:"]
        lines += [f"  {name:14}{command.help}" for name, command in commands.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0 if all is well, 1 if not, 130 if stopped.

    `arguments` defaults to the command line. Wrong usage ends the process with status 2.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(
        prog="autograder",
        description=_describe_commands(),
        epilog="autograder COMMAND --help says more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {_find_version()}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    name = parser.parse_args(arguments[:1]).command
    command = COMMANDS[name]
    example = f"for example: autograder {name} {command.example}" if command.example else None
    about = f"{capitalise(command.help)}."
    parser = argparse.ArgumentParser(prog=f"autograder {name}", description=about, epilog=example)
    # The loader imports in the background while this process imports nbgrader, for two seconds.
    with Loader() if command.runs_answers else nullcontext() as loader:
        try:
            module = import_module(f".{command.module}", __package__)
        except ModuleNotFoundError as error:
            package = str(error.name).partition(".")[0]
            if package in {"autograder", "nnlib", *sys.stdlib_module_names}:
                raise
            told = f"{error.name} is not installed; backprop-by-hand[classroom] brings it"
            print(f"{parser.prog}: {told}", file=sys.stderr)
            return 1
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
        except Exception as error:  # SQLAlchemy's, which most commands have no need to import
            if "database is locked" not in str(error):
                raise
            told = "another program, as formgrader, is writing to the gradebook; try again"
            print(f"{parser.prog}: {told}", file=sys.stderr)
            return 1


def _find_version() -> str:
    try:
        return version("backprop-by-hand")
    except PackageNotFoundError:  # run in a folder that was never installed
        return "not installed"


if __name__ == "__main__":
    sys.exit(main())
