"""nbgrader's converter, so that every submission gets a row, a score and a reason.

`nbgrader autograde`, formgrader and `autograder grade` all run this one. It reads a folder, has the
submission graded, and writes the notebook and the rows of the gradebook.
"""

import os
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import converters, utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import api, autogradeapp, generateassignmentapp, generatefeedbackapp
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SAWarning

from ..feedback import KEY, LARGEST_GRADED_NOTEBOOK
from ..files import write_text
from ..sandbox.session import Sandbox
from .generate_assignment import GenerateAssignment
from .grade_submission import SUBMISSION, grade_submission
from .jobs import read_files, read_fingerprint, read_job
from .restore_answers import label
from .save_grades import save_grades
from .submission import TIMESTAMP, read_file
from .trusted_execute import TrustedExecute

PATIENCE = 60
"""Seconds that a gradebook is waited for while another program, perhaps formgrader, holds it."""

NEW, AGAIN, UNCHANGED, SKIPPED = "new", "again", "unchanged", "skipped"
"""What becomes of a submission: graded for the first time, once more, left as it is, not graded."""


class Autograde(converters.Autograde):
    """Grades submissions; see nbgrader's own for what it is given."""

    sandbox: Sandbox | None = None
    gradebook: Gradebook | None = None
    """Where answers run, and where scores go; made for one `start` if nobody has set them."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.outcomes: dict[str, str] = {}
        """NEW, AGAIN or UNCHANGED, by student; who is not there was skipped."""
        self.notes: list[str] = []
        """What an instructor should be told of them."""
        self._earlier: dict[str, dict[str, str]] = {}

    @property
    def _course(self) -> Any:  # nbgrader has no types
        return self.coursedir

    def start(self) -> None:
        """Grade what the course directory's settings name."""
        with ExitStack() as made:
            if self.sandbox is None:
                allowed = TrustedExecute(parent=self).allow_unsandboxed
                self.sandbox = made.enter_context(Sandbox(os.getpid(), allow_unsandboxed=allowed))
                made.callback(setattr, self, "sandbox", None)
            if self.gradebook is None:
                course = self._course
                self.gradebook = made.enter_context(Gradebook(course.db_url, course.course_id))
                made.callback(setattr, self, "gradebook", None)
            super().start()

    @contextmanager
    def rows(self) -> Iterator[Gradebook]:
        """Give the gradebook; what has been read is forgotten afterwards, or taken back."""
        assert self.gradebook is not None
        try:
            yield self.gradebook
        finally:
            self.gradebook.db.remove()

    def init_notebooks(self) -> None:
        """Find the submissions: every folder there is, whatever is in it."""
        assignment = self._course.assignment_id
        with self.rows() as gradebook:
            try:
                names = [
                    notebook.name for notebook in gradebook.find_assignment(assignment).notebooks
                ]
            except MissingEntry:
                names = []
        if not names:
            raise NbGraderException(
                f"no assignment {assignment!r} in the gradebook: run nbgrader generate_assignment "
                f"{assignment}"
            )
        where = Path(self._format_source(assignment, self._course.student_id))
        root = Path(self._course.root)
        found = sorted(
            root.glob(str(where.relative_to(root)) if where.is_absolute() else str(where))
        )
        self.assignments = {
            str(folder): [str(folder / f"{name}.ipynb") for name in sorted(names)]
            for folder in found
            if folder.is_dir() and self._is_named(folder)
        }
        if not self.assignments:
            raise NbGraderException(f"no submission was found at {where}")

    def _is_named(self, folder: Path) -> bool:
        """Tell whether a submission's name can be a student's; nbgrader ends at one that cannot."""
        named = str(folder.relative_to(self._course.root)).isprintable()
        if not named:
            self.log.error("Not graded, since its name cannot be a student's: %r", str(folder))
        return named

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Tell whether a submission is to be graded: it is new, another one, or was interrupted.

        It is another one if anything in it or its time has changed, whoever put it there.
        """
        if student_id in self._course.student_id_exclude.split(","):
            return False
        destination = Path(self._format_dest(assignment_id, student_id))
        graded = all((destination / Path(name).name).is_file() for name in self.notebooks)
        self._earlier = {}
        same = graded and self._is_the_same(assignment_id, student_id)
        if same and not self.force:
            self.log.info("Skipping existing assignment: %s", destination)
            self.outcomes[student_id] = UNCHANGED
            return False
        with self.rows() as gradebook:
            try:
                gradebook.find_submission(assignment_id, student_id)
                self.outcomes[student_id] = AGAIN
            except MissingEntry:
                self.outcomes[student_id] = NEW
        # A notebook is written last of all: without it, a run was cut short.
        if destination.exists():
            utils.rmtree(str(destination))
        return True

    def _is_the_same(self, assignment: str, student: str) -> bool:
        """Tell whether a submission is what its grading was made of; note the answers of that."""
        destination = Path(self._format_dest(assignment, student))
        for path in map(Path, self.notebooks):
            graded = read_graded(destination / path.name)
            self._earlier[path.stem] = {label(cell): cell.source for cell in graded.cells}
            now = read_fingerprint(self._course, assignment, student, path.stem)
            if graded.metadata.get(KEY, {}).get(SUBMISSION) != now:
                return False
        return _timestamp(destination) == self._submitted_at(assignment, student)

    def _submitted_at(self, assignment_id: str, student_id: str) -> datetime | None:
        return _timestamp(Path(self._format_source(assignment_id, student_id)))

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Lay the folder for the result, and make the rows of the gradebook."""
        destination = Path(self._format_dest(assignment_id, student_id))
        source = Path(self._format_source(assignment_id, student_id))
        destination.mkdir(parents=True, exist_ok=True)
        for name, data in read_files(self._course, assignment_id, student_id).items():
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            (destination / name).write_bytes(data)
        submitted = self._submitted_at(assignment_id, student_id)
        if submitted:
            shutil.copyfile(source / TIMESTAMP, destination / TIMESTAMP)
        with self.rows() as gradebook:
            gradebook.update_or_create_student(student_id)
            when: Any = {"timestamp": submitted} if submitted else {}
            with warnings.catch_warnings():  # nbgrader's own way of adding rows
                warnings.filterwarnings("ignore", "Object of type", SAWarning)
                gradebook.update_or_create_submission(assignment_id, student_id, **when)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade a notebook; it is written when all else is done, whole or not at all."""
        path = Path(notebook_filename)
        self.log.info("Converting notebook %s", path)
        resources: Any = self.init_single_notebook_resources(str(path))
        about = resources["nbgrader"]
        assignment, student = about["assignment"], about["student"]
        limits = TrustedExecute(parent=self).limits()
        job = read_job(self._course, assignment, student, path.stem, limits)
        assert self.sandbox is not None
        graded = grade_submission(job, self.sandbox)
        if graded.complaint:
            self.log.warning("%s: %s", path, graded.complaint)
        earlier = self._earlier.get(path.stem, {})
        cells = nbformat.reads(graded.notebook, as_version=4).cells if earlier else ()
        same = {label(cell) for cell in cells if earlier.get(label(cell)) == cell.source}
        with self.rows() as gradebook:
            saved = save_grades(gradebook, assignment, path.stem, graded, same)
        if saved.kept:
            marks = ", ".join(f"{name} {mark:g}" for name, mark in sorted(saved.kept.items()))
            self.notes.append(f"{student}: what a person has marked stays: {marks}")
        if saved.late:  # nbgrader's own penalties, which open the gradebook anew
            AssignLatePenalties(parent=self).preprocess(NotebookNode(cells=[]), resources)
        write_text(Path(self._format_dest(assignment, student), path.name), graded.notebook)


def read_graded(path: Path) -> NotebookNode:
    """Return a graded notebook; an empty one if it cannot be read."""
    try:
        return nbformat.reads(read_file(path, LARGEST_GRADED_NOTEBOOK).decode(), as_version=4)
    except (OSError, ValueError, AttributeError):
        return nbformat.v4.new_notebook()


def _timestamp(folder: Path) -> datetime | None:
    """Return when a submission was handed in, if its folder tells; students may have written it."""
    try:
        text = read_file(folder / TIMESTAMP, 200).decode().strip()
        return utils.parse_utc(text) if text else None
    except (OSError, ValueError, OverflowError):
        return None


def install() -> None:
    """Have nbgrader's commands and formgrader use our converters; called by nbgrader_config.py.

    This is the one place where nbgrader itself is changed. It has no setting for its converters.
    Its own looks at no folder without a notebook, leaves a page as it is after marking, and deletes
    a release whose successor it refuses, so that no setting of theirs would do.
    """
    from .generate_feedback import GenerateFeedback  # it needs the converter above

    for module in (generateassignmentapp, api):
        vars(module)["GenerateAssignment"] = GenerateAssignment
    for module in (autogradeapp, api):
        vars(module)["Autograde"] = Autograde
    for module in (generatefeedbackapp, api):
        vars(module)["GenerateFeedback"] = GenerateFeedback
    if not event.contains(Engine, "connect", wait_for_others):
        event.listen(Engine, "connect", wait_for_others)


def wait_for_others(connection: Any, _: Any) -> None:
    """Have a gradebook in a file wait while another program writes to it."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE}")
