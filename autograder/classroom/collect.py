"""Collecting from the exchange, where students write whatever they like.

Anybody can put a folder with anybody's name into the exchange, with links and devices in it, or
with a name that no program expects. nbgrader logs a foreign owner and copies all the same, and one
odd name stops it for the whole class. Here each submission is judged by itself: what is refused is
told, and harms no other.
"""

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import check_mode, parse_utc

from .safe_copy import Copy, closing, find_user_name, open_as_is
from .submission import SECRET_FILE, TIMESTAMP
from .swap_folder import restore, swap_in

MOST_TOLD = 20
"""How many of the files that were left out of a submission are told by name."""


class RefusedError(Exception):
    """A submission that is not collected; the message tells an instructor why."""


@dataclass(frozen=True)
class ExchangeFolder:
    """A folder in the exchange: who it says it is from, and when it was handed in (UTC)."""

    folder: Path
    student: str
    written: str
    timestamp: datetime


class SafeCollect(ExchangeCollect):
    """Collects the newest submission that belongs to the student whose name it bears.

    Links, special files and files of another owner are left out, and so is what goes beyond the
    limits in `safe_copy` or nbgrader's own `max_file_size`; notebooks are copied first. What is
    collected appears whole or not at all, even if collecting is stopped on the way. Its
    `timestamp.txt` says what the folder's name says. Where all students share one user of the
    system, as in some JupyterHubs, set nbgrader's `c.ExchangeCollect.check_owner = False`.
    """

    coursedir: CourseDirectory

    def init_src(self) -> None:
        """Look through the exchange for what is to be collected."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        if not inbound.is_dir():
            self.fail(f"Course not found: {inbound}")
        if not check_mode(inbound, read=True, execute=True):
            self.fail(f"You don't have read permissions for the directory: {inbound}")
        self.refused = 0
        by_student: dict[str, list[ExchangeFolder]] = {}
        for folder in sorted(inbound.iterdir()):
            with self._report_refusal(folder):
                record = self._read_name(folder)
                if record is not None:
                    with self._open_folder(record):
                        by_student.setdefault(record.student, []).append(record)
        duedate = self._find_duedate() if self.before_duedate else None
        self.src_records = [_choose_newest(records, duedate) for records in by_student.values()]

    def copy_files(self) -> None:
        """Copy each submission, unless the one that is there is as new."""
        if not self.src_records and not self.refused:
            self.log.warning(
                "No submissions of '%s' for course '%s' to collect",
                self.coursedir.assignment_id,
                self.coursedir.course_id,
            )
        for record in self.src_records:
            with self._report_refusal(record.folder):
                self._collect(record)
        if self.refused:
            self.log.error("%d refused, as told above", self.refused)

    def _read_name(self, folder: Path) -> ExchangeFolder | None:
        """Read a folder's name; None if it belongs to another assignment or student.

        Raises RefusedError if it is for this assignment, but cannot be read.
        """
        assignment = re.escape(self.coursedir.assignment_id)
        # A name is student+assignment+time+random, the last not always; students may have a + too.
        found = re.fullmatch(rf"(.+)\+{assignment}\+([^+]+)(?:\+[^+]*)?", folder.name)
        if not found:
            if f"+{self.coursedir.assignment_id}+" in folder.name:
                raise RefusedError("its name is not student+assignment+time")
            return None
        student, written = found.groups()
        if not fnmatchcase(student, self.coursedir.student_id or "*"):
            return None
        if student.startswith(".") or not student.isprintable():
            raise RefusedError(f"{student!r} cannot be the name of a student")
        try:
            return ExchangeFolder(folder, student, written, parse_utc(written))
        except (ValueError, OverflowError):
            raise RefusedError(f"{written!r} is no time") from None

    @contextmanager
    def _open_folder(self, record: ExchangeFolder) -> Iterator[int]:
        """Open a folder, to be sure that what is copied is what was looked at.

        Raises RefusedError unless it is a folder, of the student whose name it bears.
        """
        try:
            source = open_as_is(record.folder)
        except OSError as error:
            what = "it is a link" if record.folder.is_symlink() else "it cannot be opened"
            raise RefusedError(f"{what} ({error.strerror})") from None
        with closing(source):
            found = os.fstat(source)
            if not stat.S_ISDIR(found.st_mode):
                raise RefusedError("it is no folder")
            if self.check_owner and (owner := find_user_name(found.st_uid)) != record.student:
                raise RefusedError(
                    f"it bears the name of {record.student}, but belongs to {owner} "
                    "(if all students share a user here, set c.ExchangeCollect.check_owner = False)"
                )
            yield source

    def _collect(self, record: ExchangeFolder) -> None:
        assignment = self.coursedir.assignment_id
        directory = self.coursedir.submitted_directory
        target = Path(self.coursedir.format_path(directory, record.student, assignment))
        restore(target)
        if updating := target.is_dir():
            have = read_timestamp(target)
            newer = self.update and (have is None or record.timestamp > have)
            if not newer and not (self.before_duedate and have != record.timestamp):
                told = "No newer submission" if self.update else "There already (see --update)"
                self.log.info("%s: %s %s", told, record.student, assignment)
                return
        verb = "Updating" if updating else "Collecting"
        self.log.info("%s submission: %s %s", verb, record.student, assignment)
        with swap_in(target) as new:
            self._copy(record, new)

    def _copy(self, record: ExchangeFolder, target: Path) -> None:
        with self._open_folder(record) as source:
            copy = Copy(
                owner=os.fstat(source).st_uid,
                largest=1000 * self.coursedir.max_file_size,
                ignored=(*self.coursedir.ignore, TIMESTAMP),
                included=tuple(self.coursedir.include),
                shared=self.coursedir.groupshared,
            )
            copy.folder(source, target)
        for path, reason in copy.left_out[:MOST_TOLD]:
            self.log.warning("Left out of %r: %r, %s", str(record.folder), str(path), reason)
        if more := copy.left_out[MOST_TOLD:]:
            self.log.warning("Left out of %r: %d more", str(record.folder), len(more))
        (target / TIMESTAMP).write_text(record.written, encoding="utf-8")
        _give_secret(target)

    def _find_duedate(self) -> datetime | None:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                assignment: Any = gradebook.find_assignment(self.coursedir.assignment_id)
                return assignment.duedate
            except MissingEntry:
                return None

    @contextmanager
    def _report_refusal(self, folder: Path) -> Iterator[None]:
        """Tell why a submission is refused, and go on with the next."""
        try:
            yield
        except RefusedError as refused:
            self.refused += 1
            self.log.error("Refused %r: %s.", str(folder), refused)


def _choose_newest(records: list[ExchangeFolder], duedate: datetime | None) -> ExchangeFolder:
    in_time = [r for r in records if duedate is not None and r.timestamp <= duedate]
    return max(in_time or records, key=lambda record: record.timestamp)


def read_timestamp(folder: Path) -> datetime | None:
    """Return when a submission was handed in, in UTC without saying so, if its folder tells."""
    try:
        return parse_timestamp((folder / TIMESTAMP).read_bytes())
    except OSError:
        return None


def parse_timestamp(data: bytes) -> datetime | None:
    """Return the time that a `timestamp.txt` states, in UTC without saying so, or None."""
    try:
        return parse_utc(data.decode().strip())
    except (ValueError, OverflowError):
        return None


def _give_secret(folder: Path) -> None:
    """See to it that a submission has a secret, by which its feedback is found.

    Without one in plain text, nbgrader's `release_feedback` fails for the whole class.
    """
    secret = folder / SECRET_FILE
    try:
        secret.read_text(encoding="utf-8")
    except (OSError, ValueError):
        if secret.is_dir():
            shutil.rmtree(secret)
        secret.write_text(secrets.token_hex(64), encoding="utf-8")
