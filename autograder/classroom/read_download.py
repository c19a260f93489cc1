"""Reading what an LMS gives of an assignment: the zip of Canvas or Moodle, or a folder of folders.

In Canvas's zip the files of all students lie side by side, as `kingada_LATE_7_1234_answer-1.ipynb`:
name, late or not, number of the student, number of the file, name of the file and of the attempt.
In Moodle's each student has a folder `Ada King_1234_assignsubmission_file_`, or files that begin
so. Anything else is taken as a folder for each student, called by the student's id.
"""

import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .submission import LARGEST_WITH_OUTPUTS, read_file

MOST_MEMBERS = 50_000
LARGEST_TOTAL = 8 * 2**30
"""Files of a download, and bytes of all of them."""

_CANVAS = re.compile(r"([^_/]+)_(LATE_)?(\d+)_(\d+)_([^/]+)")
_MOODLE = re.compile(r"([^/]+?)_(\d+)_assignsubmission_([a-z]+)(?:_?/|_)(.+)", re.S)
_IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db", ".ipynb_checkpoints")


class DownloadError(ValueError):
    """A download cannot be read, or should not be."""


class Claim(NamedTuple):
    """Who a submission says it is from, as far as that is said: an id, a name, an LMS's number.

    number: Moodle's of the submission, which only keeps people of one name apart.
    """

    id: str = ""
    name: str = ""
    lms_id: str = ""
    number: str = ""

    def __str__(self) -> str:
        """Return it as it stands in the download."""
        return self.id or f"{self.name} ({self.lms_id or self.number})"


class HandedFile(NamedTuple):
    """A file of a submission; handed_in: in UTC without saying so, as nbgrader has it.

    read: returns its content; raises DownloadError if it cannot be read.
    """

    path: str
    handed_in: datetime
    read: Callable[[], bytes]


@dataclass
class Download:
    """The files of somebody, and whether the LMS calls them late; None if it does not say."""

    claim: Claim
    late: bool | None = None
    files: list[HandedFile] = field(default_factory=list)

    @property
    def newest(self) -> datetime:
        """The time of the newest file."""
        return max(file.handed_in for file in self.files)


def read_download(source: Path) -> list[Download]:
    """Return what each student has handed in, of a zip or a folder; nothing is unpacked yet.

    Raises DownloadError if it is neither, is broken, or holds a path that leads out of it or far
    too much; FileNotFoundError if it is not there.
    """
    if source.is_dir():
        return _sort_out(_list_folder(source))
    if not source.exists():
        raise FileNotFoundError(f"there is no {source}")
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError):
        raise DownloadError(f"{source} is no zip that can be read; download it again") from None
    return _sort_out(_list_zip(source, archive))


def _list_folder(folder: Path) -> Iterator[HandedFile]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
            name = path.relative_to(folder).as_posix()
            yield HandedFile(name, when, partial(_read_file, path))


def _read_file(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST_WITH_OUTPUTS)
    except OSError as error:
        raise DownloadError(f"{path} cannot be read ({error.strerror or 'too large'})") from None


def _list_zip(source: Path, archive: zipfile.ZipFile) -> Iterator[HandedFile]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_TOTAL:
        raise DownloadError(f"{source} holds far too much to be what a class has handed in")
    for member in members:
        if member.flag_bits & 1:
            raise DownloadError(f"{source} is encrypted; download it again without a password")
        if not member.is_dir() and not stat.S_ISLNK(member.external_attr >> 16):
            path = member.filename.replace("\\", "/")
            read = partial(_read_member, source, archive, member)
            yield HandedFile(path, _find_time(member), read)


def _find_time(member: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*member.date_time).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return datetime(1980, 1, 1)


def _read_member(source: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > LARGEST_WITH_OUTPUTS:
        raise DownloadError(f"{member.filename!r} in {source} is far too large")
    try:
        return archive.read(member)
    except Exception as error:  # zipfile's, zlib's and lzma's own
        raise DownloadError(f"{member.filename!r} in {source} is damaged ({error})") from None


def _sort_out(files: Iterable[HandedFile]) -> list[Download]:
    """Return the files by whose they are."""
    kept = [file for file in files if not any(part in _IGNORED for part in file.path.split("/"))]
    for file in kept:
        _refuse_way_out(file.path, file.path)
    found: dict[Claim, Download] = {}
    for file in _leave_outer_folder(kept):
        claim, late, path = _read_path(file.path)
        _refuse_way_out(path, file.path)
        download = found.setdefault(claim, Download(claim))
        download.late = late if download.late is None else download.late or late
        download.files.append(file._replace(path=path))
    return list(found.values())


def _refuse_way_out(path: str, whole: str) -> None:
    """Raise DownloadError if a path, or what is left of it, may lead out of a student's folder."""
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == "/" or ".." in parts or not path.isprintable():
        raise DownloadError(
            f"the download holds {whole!r}, a path that an LMS does not write; nothing was imported"
        )


def _leave_outer_folder(files: list[HandedFile]) -> list[HandedFile]:
    """Return the files as they are in the folder that holds all of them, if one does."""
    while files and all("/" in file.path for file in files):
        tops = {file.path.split("/", 1)[0] for file in files}
        rest = [file._replace(path=file.path.split("/", 1)[1]) for file in files]
        # The only student's own folder is none.
        if len(tops) > 1 or _MOODLE.fullmatch(files[0].path) or not all(map(_is_below, rest)):
            break
        files = rest
    return files


def _is_below(file: HandedFile) -> bool:
    return "/" in file.path or bool(_CANVAS.fullmatch(file.path) or _MOODLE.fullmatch(file.path))


def _read_path(path: str) -> tuple[Claim, bool | None, str]:
    """Return whose a file is, whether it is late, and its name there."""
    if found := _MOODLE.fullmatch(path):
        return Claim(name=found[1], number=found[2]), None, found[4]
    if found := _CANVAS.fullmatch(path):
        return Claim(name=found[1], lms_id=found[3]), bool(found[2]), found[5]
    student, slash, rest = path.partition("/")
    return (Claim(id=student), None, rest) if slash else (Claim(id=Path(path).stem), None, path)
