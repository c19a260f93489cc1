"""What the commands of an instructor do, and how they end."""

import argparse
import sys
from pathlib import Path

from traitlets.config import Config

from ..sandbox import doctor
from ..sandbox.confine import ConfineError
from ..sandbox.loader import Loader
from ..sandbox.wire import printable
from .course import Classroom, CourseError, here
from .grade import format_table, grade_class
from .regrade import apply, compare
from .replay import replay


def run(options: argparse.Namespace, loader: Loader | None) -> int:
    """Run a command; return its exit status: 0 if all went well, 1 if not, 130 if interrupted.

    loader: the one that a command uses that runs answers.
    """
    try:
        return _COMMANDS[options.command](options, loader)
    except (CourseError, ConfineError, ValueError, FileNotFoundError) as error:
        print(f"autograder {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start it again to go on where it was.", file=sys.stderr)
        return 130


def _open(options: argparse.Namespace, loader: Loader | None) -> Classroom:
    changes = Config()
    if options.allow_unsandboxed:
        changes.TrustedExecute.allow_unsandboxed = True
    return here(changes, loader)


def _grade(options: argparse.Namespace, loader: Loader | None) -> int:
    classroom = _open(options, loader)
    students = classroom.students(options.assignment, options.student)
    graded = grade_class(
        classroom,
        options.assignment,
        students,
        jobs=options.jobs,
    )
    print(*format_table(graded.rows), sep="\n")
    return _complain(graded.failed)


def _complain(failed: dict[str, str]) -> int:
    for student, why in failed.items():
        print(f"{printable(student)} could not be graded: {why}", file=sys.stderr)
    return 1 if failed else 0


def _regrade(options: argparse.Namespace, loader: Loader | None) -> int:
    classroom = _open(options, loader)
    students = classroom.students(options.assignment, options.student)
    with compare(
        classroom,
        options.assignment,
        students,
        jobs=options.jobs,
    ) as regrading:
        print(*regrading.lines(), sep="\n")
        if regrading.changes and (options.yes or _agreed()):
            apply(classroom, options.assignment, regrading)
            print("Written.")
        elif regrading.changes:
            print("Nothing was written.")
        return _complain(regrading.failed)


def _agreed() -> bool:
    try:
        return input("Write this to the gradebook? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _replay(options: argparse.Namespace, loader: Loader | None) -> int:
    print(*replay(_open(options, loader), options.student, options.question), sep="\n")
    return 0


def _report(options: argparse.Namespace, _: object) -> int:
    from .report import write_report  # it draws, and takes a while to load

    print(*write_report(Path.cwd(), options.assignment, options.names), sep="\n")
    return 0


def _doctor(*_: object) -> int:
    sound = True
    for line, holds in doctor.examine():
        print(line, flush=True)
        sound = sound and holds
    return 0 if sound else 1


_COMMANDS = {
    "doctor": _doctor,
    "grade": _grade,
    "regrade": _regrade,
    "replay": _replay,
    "report": _report,
}
