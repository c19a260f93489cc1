"""The course directory that a command is started in, with the settings of nbgrader_config.py."""

import argparse
import glob
import logging
import os
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from ..sandbox.loader import Loader
from ..sandbox.session import Sandbox
from .autograde import Autograde
from .grade_submission import Job
from .jobs import read_job
from .restore_answers import label
from .trusted_execute import TrustedExecute


class CourseError(ValueError):
    """What a command asks for is not in the course, in words for the instructor."""


@dataclass(frozen=True)
class Classroom:
    """A course directory and its settings; made by `open_classroom`.

    loader: what its sandboxes share, if they share one.
    """

    settings: Config
    loader: Loader | None = None

    def directory(self, assignment: str = "", student: str = "*") -> CourseDirectory:
        """Return nbgrader's course directory, set to an assignment and a student."""
        course = CourseDirectory(config=self.settings)
        course.assignment_id, course.student_id = assignment, glob.escape(student)
        if student == "*":
            course.student_id = student
        return course

    @property
    def root(self) -> Path:
        """The folder of the course."""
        return Path(self.directory().root)

    def gradebook(self) -> Gradebook:
        """Open the gradebook; to be used in a `with` statement.

        Raises CourseError if another program holds it for longer than it is waited for.
        """
        course = self.directory()
        try:
            return Gradebook(course.db_url, course.course_id)
        except OperationalError as error:
            raise CourseError(
                f"the gradebook could not be opened ({error.orig}). Another program may be using "
                "it: end that, or try again later."
            ) from None

    def students(self, assignment: str, only: Sequence[str] | None = None) -> list[str]:
        """Return who has handed in an assignment, or those of them that are named in `only`.

        Raises CourseError if the assignment is not in the gradebook, or nobody has, or one of those
        that are named has not.
        """
        with self.gradebook() as gradebook:
            try:
                gradebook.find_assignment(assignment)
            except MissingEntry:
                known = ", ".join(sorted(str(a.name) for a in gradebook.assignments)) or "none yet"
                raise CourseError(
                    f"no assignment {assignment!r} in the gradebook; there are: {known}. "
                    f"See nbgrader generate_assignment."
                ) from None
        course = self.directory()
        pattern = course.format_path(course.submitted_directory, "*", assignment)
        folders = (Path(folder) for folder in glob.glob(pattern))
        found = {folder.parent.name for folder in folders if folder.is_dir()}
        if missing := sorted({*(only or ())} - found):
            raise CourseError(f"no submission of {', '.join(missing)} was found at {pattern}")
        if not found:
            raise CourseError(f"no submission was found at {pattern}")
        return sorted({*only} if only else found)

    @property
    def exports(self) -> Path:
        """Where files for students and other programs go; git ignores it."""
        return self.root / "classroom" / "exports"

    def folder(self, which: str, assignment: str, student: str) -> Path:
        """Return a student's folder in "submitted", "autograded" or "feedback"."""
        course = self.directory()
        return Path(course.format_path(getattr(course, f"{which}_directory"), student, assignment))

    def order_cells(self, assignment: str) -> Callable[[Any], tuple[int, str]]:
        """Return a key that sorts the gradebook's cells as they stand in what was given out."""
        course = self.directory()
        folder = Path(course.format_path(course.release_directory, ".", assignment))
        cells = [
            cell
            for path in sorted(folder.glob("*.ipynb"))
            for cell in nbformat.read(path, as_version=4).cells
        ]
        places = {name: place for place, name in enumerate(map(label, cells))}
        return lambda cell: (places.get(cell.name, len(cells)), cell.name)

    def sandbox(self) -> Sandbox:
        """Return a sandbox for the answers of this course; to be used in a `with` statement."""
        allowed = TrustedExecute(config=self.settings).allow_unsandboxed
        return Sandbox(os.getpid(), loader=self.loader, allow_unsandboxed=allowed)

    def job(self, assignment: str, student: str) -> Job:
        """Return what a student has handed in; see `read_job`."""
        limits = TrustedExecute(config=self.settings).limits()
        return read_job(self.directory(), assignment, student, assignment, limits)

    def convert(
        self,
        assignment: str,
        student: str,
        sandbox: Sandbox,
        gradebook: Gradebook,
        force: bool = False,
    ) -> Autograde:
        """Grade one submission, in this process; return what has done it, and knows what became.

        Raises NbGraderException if it cannot be graded, ConfineError if it must not be.
        """
        converter = Autograde(
            coursedir=self.directory(assignment, student), config=self.settings, force=force
        )
        converter.sandbox, converter.gradebook = sandbox, gradebook
        converter.start()
        return converter


def add_student_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument with which a command is about some students, not all."""
    parser.add_argument(
        "--student", action="append", metavar="NAME", help="this one alone; may be said again"
    )


def add_sandbox_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument of all commands that run answers; see `open_classroom`."""
    parser.add_argument(
        "--allow-unsandboxed",
        action="store_true",
        help="grade even where this computer cannot keep answers in",
    )


def open_classroom(options: argparse.Namespace) -> Classroom:
    """Return the course of the working directory, for a command that runs answers.

    Raises CourseError if there is no nbgrader_config.py.
    """
    changes = Config()
    if options.allow_unsandboxed:
        changes.TrustedExecute.allow_unsandboxed = True
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return Classroom(read_settings(changes), options.loader)


def read_settings(changes: Config | None = None) -> Config:
    """Return the settings of the working directory, with changes if there are any.

    Raises CourseError if there is no nbgrader_config.py.
    """
    if not Path("nbgrader_config.py").exists():
        raise CourseError(f"{Path.cwd()} should be a course directory, with nbgrader_config.py")
    application = NbGrader()
    application.log_level = logging.WARNING
    application.initialize([])
    settings = deepcopy(application.config)
    settings.merge(changes or Config())
    NbGrader.clear_instance()
    return settings
