"""Copying a folder that somebody else may still be writing to, with anything in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

SIZE = 50_000_000
"""How many bytes of a folder are copied at most."""

ENTRIES = 1000
"""How many files and folders are copied at most."""

DEPTH = 8
"""How many folders may lie in each other."""

BLOCK = 1 << 20


@dataclass
class Copy:
    """The copying of one folder, by what is open and never by name.

    A name may stand for something else a moment later; what is open stays what it is. `owner` is
    the user to whom every file must belong: a hard link to somebody else's does not. `largest` is
    the limit for one file in bytes. Names that match `ignored`, and files that do not match
    `included`, are passed over. With `shared`, the group may write to the copy. `left_out` tells
    what else was not copied, and why.
    """

    owner: int
    largest: int
    ignored: tuple[str, ...] = ()
    included: tuple[str, ...] = ("*",)
    shared: bool = False
    size: int = 0
    entries: int = 0
    left_out: list[tuple[Path, str]] = field(default_factory=list)

    def folder(self, source: int, target: Path, at: Path = Path()) -> None:
        """Copy what is in the open folder `source` into the new folder `target`, notebooks first.

        `at` is the way from the outermost folder. Raises OSError if `target` cannot be written.
        """
        target.mkdir()
        if self.shared:
            target.chmod(0o2775)
        names = os.listdir(source)
        for name in sorted(names, key=lambda name: (not name.endswith(".ipynb"), name)):
            if _matches(name, self.ignored):
                continue
            if reason := self._entry(source, name, target / name, at / name):
                self.left_out.append((at / name, reason))

    def _entry(self, source: int, name: str, target: Path, at: Path) -> str:
        """Copy a file or folder; return why it was left out, empty if it was not."""
        self.entries += 1
        if self.entries > ENTRIES:
            # Told once, however many there are.
            told = self.entries > ENTRIES + 1
            return "" if told else f"like all after it, beyond {ENTRIES} files and folders"
        if not name.isprintable():
            return "its name cannot be printed"
        try:
            kind = os.stat(name, dir_fd=source, follow_symlinks=False).st_mode
            if stat.S_ISLNK(kind):
                return "a link"
            if not stat.S_ISDIR(kind) and not stat.S_ISREG(kind):
                return "neither file nor folder"
            opened = open_as_is(name, source)
        except OSError as error:
            return f"cannot be opened ({error.strerror})"
        with closing(opened):
            found = os.fstat(opened)
            if found.st_uid != self.owner:
                return f"belongs to {find_user_name(found.st_uid)}"
            if stat.S_ISDIR(found.st_mode):
                if len(at.parts) > DEPTH:
                    return f"deeper than {DEPTH} folders"
                self.folder(opened, target, at)
                return ""
            if not stat.S_ISREG(found.st_mode):
                return "neither file nor folder"
            return self._file(opened, target, found.st_size)

    def _file(self, source: int, target: Path, size: int) -> str:
        if not _matches(target.name, self.included):
            return ""
        if size > self.largest:
            return f"larger than {self.largest:,} bytes"
        if self.size + size > SIZE:
            return f"beyond {SIZE:,} bytes in all"
        self.size += size
        left = size
        with open(source, "rb", closefd=False) as reading, target.open("xb") as writing:
            while left and (block := reading.read(min(left, BLOCK))):
                left -= writing.write(block)
            changed = left or reading.read(1)
        if changed:
            target.unlink()
            return "changed while it was copied"
        if self.shared:
            target.chmod(0o664)
        return ""


def open_as_is(path: str | Path, within: int | None = None) -> int:
    """Open a file or folder for reading and return its descriptor; follow no link, wait for none.

    `path` is relative to the open folder `within`, if given. Raises OSError.
    """
    # A pipe that has just taken a file's place would wait for somebody to write.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    return os.open(path, flags, dir_fd=within)


@contextmanager
def closing(descriptor: int) -> Iterator[None]:
    """Close a descriptor in the end."""
    try:
        yield
    finally:
        os.close(descriptor)


def find_user_name(uid: int) -> str:
    """Return the name of a user of this system, or words that say there is none."""
    import pwd  # not there on Windows, which has no exchange either

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user number {uid}"


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
