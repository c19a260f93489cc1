"""Importing what an LMS has collected: each student's files, to where they are graded from."""

import argparse
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.api import Gradebook

from .collect import parse_timestamp, read_timestamp
from .course import Classroom, CourseError, read_settings
from .read_download import Claim, Download, DownloadError, HandedFile, read_download
from .submission import TIMESTAMP
from .swap_folder import restore, swap_in

_AGAIN = re.compile(r"(.+?)(?:-(\d+)|[ _]?\((\d+)\)|-Copy(\d+)| - Copy)$")
"""A name to which a browser, JupyterLab or Canvas has added a number, since it was taken."""

AT_ONCE = timedelta(minutes=10)
"""Where all files of a class are of one time within this, it is that of the download."""


@dataclass
class Imported:
    """What became of a download: the students of whom something is new, other, older, and so on.

    late: whom the LMS calls so; untimed: of whom nobody knows, and who count as in time; unmatched:
    what was left out, and why.
    """

    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder import` takes."""
    parser.add_argument(
        "source",
        type=Path,
        help="the zip that Canvas or Moodle gives of all submissions, or a folder with a folder "
        "for each student",
    )
    parser.add_argument(
        "--assignment", help="what was handed in, where the names of the notebooks do not say it"
    )


def run(options: argparse.Namespace) -> int:
    """Import a download, and tell what became of it; return 1 if something could not be matched."""
    classroom = Classroom(read_settings())
    try:
        downloads = read_download(options.source)
        with classroom.gradebook() as gradebook:
            imported = import_downloads(classroom, gradebook, downloads, options.assignment)
    except DownloadError as error:
        raise CourseError(str(error)) from None
    for word in ("new", "again", "late", "older"):
        if found := getattr(imported, word):
            told = "older than what is there, and left out" if word == "older" else word
            print(f"{told}: {', '.join(found)}")
    if imported.untimed:
        told = "counted as in time, since the download does not tell when they came"
        print(f"{told}: {', '.join(imported.untimed)}")
    for problem in imported.unmatched:
        print(f"not imported: {problem}")
    counts = (f"{len(getattr(imported, word))} {word}" for word in ("new", "again", "unchanged"))
    print(f"{', '.join(counts)}, {len(imported.unmatched)} not imported.")
    return 1 if imported.unmatched else 0


def import_downloads(
    classroom: Classroom,
    gradebook: Gradebook,
    downloads: Sequence[Download],
    assignment: str | None = None,
) -> Imported:
    """Put each student's files where they are graded from, whole or not at all.

    assignment: what all of them are; without it the names of the notebooks say it. Of several
    attempts the last counts. What is there already is replaced by what is other and not older.
    What cannot be told or read is left out, and harms no other. Raises CourseError for an
    assignment that is not in the gradebook.
    """
    due: dict[str, Any] = {str(each.name): each.duedate for each in gradebook.assignments}
    if assignment is not None and assignment not in due:
        known = ", ".join(sorted(due)) or "none yet"
        raise CourseError(f"no assignment {assignment!r} in the gradebook; there are: {known}")
    roster = list(gradebook.students)
    imported = Imported()
    when = [download.newest for download in downloads]
    timed = bool(when) and max(when) - min(when) > AT_ONCE
    students = [match_student(download.claim, roster) for download in downloads]
    assignments = [assignment or _find_assignment(download, due) for download in downloads]
    claimed = Counter((id, which) for (id, _), which in zip(students, assignments, strict=True))
    for download, (student, problem), which in zip(downloads, students, assignments, strict=True):
        if not problem and claimed[student, which] > 1:
            problem = f"more than one in this download may be {student}"
        if not problem and which is None:
            problem = "no notebook is called as an assignment; see --assignment"
        if not problem and which is not None:
            try:
                handed_in = _find_time(download, due[which], timed)
                _import_one(classroom, download, student, which, handed_in, imported)
                if download.late:
                    imported.late.append(student)
                elif download.late is None and handed_in == due[which] != download.newest:
                    imported.untimed.append(student)
            except DownloadError as error:
                problem = str(error)
        if problem:
            names = ", ".join(file.path for file in download.files[:3])
            imported.unmatched.append(f"{download.claim}, {names}: {problem}")
    return imported


def match_student(claim: Claim, roster: Sequence[Any]) -> tuple[str, str]:
    """Return the id of the only student who fits a claim, and why there is none; one is empty."""
    for fits in (
        lambda student: claim.lms_id and claim.lms_id == str(student.lms_user_id or ""),
        lambda student: claim.id == student.id,
        lambda student: claim.id and claim.id == (student.email or student.id).partition("@")[0],
        lambda student: (
            not (claim.lms_id and student.lms_user_id)  # they would be the same
            and _plain(claim.name or claim.id) in _names(student)
        ),
    ):
        found = [str(student.id) for student in roster if fits(student)]
        if len(found) == 1:
            return found[0], ""
        if found:
            return "", f"may be {' or '.join(sorted(found))}"
    return "", "nobody on the roster is called so; see autograder roster"


def _names(student: Any) -> set[str]:
    first, last = _plain(student.first_name or ""), _plain(student.last_name or "")
    return {first + last, last + first} - {""}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _find_assignment(download: Download, known: Any) -> str | None:
    """Return the assignment after which notebooks of a download are called, if just one is."""
    found = {_read_name(file.path, known)[0] for file in download.files} - {None}
    return found.pop() if len(found) == 1 else None


def _read_name(path: str, known: Any) -> tuple[str | None, int]:
    """Return the assignment after which a notebook is called, and the number of the attempt."""
    name, attempt = PurePosixPath(path).stem, 0
    if PurePosixPath(path).suffix.lower() != ".ipynb":
        return None, 0
    while name not in known and (again := _AGAIN.fullmatch(name)):
        name, attempt = again[1], int(next(filter(None, again.groups()[1:]), "1"))
    return (name if name in known else None), attempt


def _find_time(download: Download, due: datetime | None, timed: bool) -> datetime:
    """Return when a submission was handed in, as far as that is told, for the good of the student.

    A file's time may be that of the download; an LMS may tell only that something is late or not.
    timed: whether the files' times are their own.
    """
    for file in download.files:
        # In a folder of another course.
        if file.path == TIMESTAMP and (stated := parse_timestamp(file.read())):
            return stated
    if due is None or (download.late is None and timed):
        return download.newest
    return due + timedelta(seconds=1) if download.late else min(download.newest, due)


def _import_one(
    classroom: Classroom,
    download: Download,
    student: str,
    assignment: str,
    handed_in: datetime,
    imported: Imported,
) -> None:
    files = dict(_choose_files(download.files, assignment))
    files.pop(TIMESTAMP, None)
    _refuse_files_as_folders(files)
    contents = {name: file.read() for name, file in files.items()}
    target = classroom.folder("submitted", assignment, student)
    restore(target)
    there = {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file() and not path.is_symlink() and path != target / TIMESTAMP
    }
    if target.is_dir() and there == contents:
        imported.unchanged.append(student)
        return
    before = read_timestamp(target)
    if before is not None and before > handed_in:
        imported.older.append(student)
        return
    (imported.again if target.is_dir() else imported.new).append(student)
    with swap_in(target) as folder:
        folder.mkdir()
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / TIMESTAMP).write_text(f"{handed_in:%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")


def _choose_files(files: Sequence[HandedFile], assignment: str) -> Iterator[tuple[str, HandedFile]]:
    """Give the files under the names that they had, the notebook's last attempt as the assignment.

    A lone notebook is the assignment's, whatever it is called. A name that is taken gets a number.
    """
    taken: Counter[str] = Counter()
    attempts = {file: _read_name(file.path, {assignment}) for file in files}
    notebooks = [file for file in files if file.path.lower().endswith(".ipynb")]
    named = [file for file in notebooks if attempts[file][0]] or notebooks[:1]
    last = max(named, key=lambda file: (attempts[file][1], file.handed_in), default=None)
    for file in files:
        if file is last:
            yield f"{assignment}.ipynb", file
        elif file not in named:
            taken[file.path] += 1
            path, number = PurePosixPath(file.path), taken[file.path]
            name = path.name if number == 1 else f"{path.stem} ({number}){path.suffix}"
            yield path.with_name(name).as_posix(), file


def _refuse_files_as_folders(names: Collection[str]) -> None:
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    if both := sorted(folders & {*names}):
        raise DownloadError(f"{both[0]!r} is both a file and a folder")
