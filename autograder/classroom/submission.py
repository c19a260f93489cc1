"""Reading what a student has handed in: folders and notebooks that may be broken, or made to harm.

A notebook is read cell by cell, and of a cell only its kind, its source and the label that nbgrader
gave it. So no version, no metadata and no output of the student's matters.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..sandbox.outputs import select_pictures
from ..sandbox.wire import clean_text

TIMESTAMP = "timestamp.txt"
"""Where a submission's folder says when it was handed in."""

SECRET_FILE = "submission_secret.txt"
"""With what is in it a student's own nbgrader finds the feedback page in the exchange."""

LARGEST_NOTEBOOK = 32 * 2**20
LARGEST_FILE = 8 * 2**20
MOST_FILES = 100
LARGEST_BESIDE = 16 * 2**20
MOST_CELLS = 1000
LONGEST_SOURCE = 2**19
"""Sizes of what is read: bytes of a notebook, of a file beside it and of all these, cells, and
characters of all cells that answer, and of all others. A course's own notebooks have some 20 kB."""

MOST_SALVAGED = 20 * MOST_CELLS
"""Cells that are looked for in what is damaged."""

MOST_TOLD = 10
"""How many cells that are too long are told by number."""

LARGEST_STRUCTURE = 4 * 2**20
"""Characters outside texts: "[]," takes 3 of them, but 64 bytes once it is parsed."""

NOT_HANDED_IN = "No notebook was handed in under the name of this assignment."
A_LINK = "The notebook that was handed in is a link or no ordinary file, and was not opened."
TOO_LARGE = "The notebook that was handed in is far too large, and was not opened."
TOO_MANY_PIECES = "The notebook that was handed in has far too many pieces, and was not read."
TOO_MANY_CELLS = "Of its {:,} cells, only {:,} were read: those that answer, then the first ones."
TOO_LONG = "This cell has {:,} characters, which is too long, and was not read."
DAMAGED = "The notebook that was handed in is damaged. What could be read of it was graded."

LARGEST_WITH_OUTPUTS = 128 * 2**20
MOST_TOKENS = 2_000_000
"""Bytes of a notebook as it was handed in, with all that its cells have shown, and the strings and
brackets that are read to leave that out."""

_OUTPUTS = re.compile(rb'"outputs"\s*:\s*\[')
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]]', re.S)
_CELL = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|source)"\s*:')


@dataclass(frozen=True)
class Cell:
    """A cell as it was handed in.

    label: nbgrader's grade_id, if it has one; attachments: pictures pasted into it, by name.
    """

    kind: str
    source: str
    label: str | None = None
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """The cells of a notebook, and what there is to complain of; empty if it is sound."""

    cells: tuple[Cell, ...]
    complaint: str = ""


def open_notebook(path: Path) -> tuple[bytes, str]:
    """Return what a notebook holds, and why it was not opened; empty if it was.

    Of a large one, the outputs are dropped: they count for nothing. Never raises for what is there.
    """
    try:
        data = read_file(path, LARGEST_WITH_OUTPUTS)
        if len(data) > LARGEST_NOTEBOOK:
            data = _drop_outputs(data)
        return (data, "") if len(data) <= LARGEST_NOTEBOOK else (b"", TOO_LARGE)
    except FileNotFoundError:
        return b"", NOT_HANDED_IN
    except NotOrdinaryError:
        return b"", A_LINK
    except TooLargeError:
        return b"", TOO_LARGE
    except OSError as error:
        return b"", f"The notebook cannot be opened: {error.strerror}."


def fingerprint(submitted: bytes, complaint: str, files: Mapping[str, bytes]) -> str:
    """Return a digest of what was handed in: equal for equal submissions, whenever they came."""
    return make_digest(complaint.encode(), submitted, *_flatten(files))


def make_digest(*pieces: bytes) -> str:
    """Return a digest of some pieces, which no others give, however they are cut."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(b"%d:" % len(piece) + piece)
    return digest.hexdigest()


def _flatten(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for name in sorted(files):
        yield name.encode("utf-8", "surrogateescape")
        yield files[name]


def parse_notebook(data: bytes, answers: Callable[[Cell], bool] = lambda _: False) -> Submission:
    """Read the cells of a notebook as far as they can be read; never raises for what is in it.

    answers: tells whether a cell may be the answer to a question. If there are too many or too long
    cells, these are read first, the last of them before all, and what is not read is told.
    """
    text = data.decode(json.detect_encoding(data), "replace").lstrip("\ufeff")
    if "cell" not in text:
        text = data.decode("utf-8", "replace")
    if (text := _reduce(text)) is None:
        return Submission((), TOO_MANY_PIECES)
    try:
        # No number is too long to be read as this one.
        notebook = json.loads(text, strict=False, parse_int=float)
        return _choose_cells(_find_cells(notebook), answers)
    except (ValueError, RecursionError, AttributeError, KeyError, IndexError, TypeError):
        return _choose_cells(_salvage_cells(text), answers, DAMAGED)


MOST_TEXTS = 10**6
"""Quotation marks in what is taken to pieces, and half of those in any notebook."""

_TEXT = r'"(?:[^"\\]|\\.)*+"?'  # or the rest, where it has no end
_PLAIN = r'[\[{][^"\[\]{}]*+[\]}]'
_TEXTS = re.compile(_TEXT, re.S)
_PLAINS = re.compile(rf"({_TEXT})|{_PLAIN}(?:\s*,\s*{_PLAIN})*+", re.S)


def _reduce(text: str) -> str | None:
    """Return JSON without most of what is read of no notebook; None if there is far too much."""
    if len(text) <= LARGEST_STRUCTURE:
        return text
    if text.count('"') > 2 * MOST_TEXTS:
        return None
    for _ in range(4):
        if len(_TEXTS.sub("", text)) <= LARGEST_STRUCTURE:
            return text
        if text.count('"') > MOST_TEXTS:
            return None
        text = _collapse(text)
    return None


def _collapse(text: str) -> str:
    """Return JSON with a number in place of each list or dict that holds neither text nor others.

    Nothing that is read from a notebook is of this kind.
    """
    return _PLAINS.sub(lambda found: found[1] or "0", text)


def _drop_outputs(data: bytes) -> bytes:
    """Return a notebook without what its cells have shown, read as text, for it may be huge."""
    kept, at, left = [], 0, MOST_TOKENS
    while found := _OUTPUTS.search(data, at):
        kept.append(data[at : found.end()])
        depth, at = 1, found.end()
        for token in _TOKEN.finditer(data, at):
            depth += {b"[": 1, b"]": -1}.get(token[0], 0)
            left -= 1
            if depth == 0 or left <= 0:
                at = token.end() - 1
                break
        else:
            return b"".join(kept)  # cut short within an output
        if left <= 0:
            break
    return b"".join((*kept, data[at:]))


class NotOrdinaryError(OSError):
    """A link, a folder, a pipe or a device stands where a file should."""


class TooLargeError(OSError):
    """A file is larger than it may be."""


def read_file(path: Path, largest: int) -> bytes:
    """Return what an ordinary file holds; no link is followed and no pipe waited for.

    Raises NotOrdinaryError, TooLargeError or another OSError.
    """
    if path.is_symlink():
        raise NotOrdinaryError(path)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotOrdinaryError(path)
        if status.st_size > largest:
            raise TooLargeError(path)
        return file.read(largest)


def files_beside(*folders: Path) -> dict[str, bytes]:
    """Return the other ordinary files of folders, by relative name, as far as they are not large.

    Of files with the same name the first counts. Links are not followed; timestamp.txt is
    nbgrader's own.
    """
    found, room = {}, LARGEST_BESIDE
    for folder in folders:
        for path in _walk_files(folder):
            name = str(path.relative_to(folder))
            if path.suffix == ".ipynb" or name in (*found, "timestamp.txt"):
                continue
            if len(found) >= MOST_FILES:
                return found
            try:
                found[name] = read_file(path, min(LARGEST_FILE, room))
            except OSError:
                continue
            room -= len(found[name])
    return found


def list_files(folder: Path) -> Iterator[Path]:
    """Give what lies in a folder and the folders within, but for hidden folders; follow no link."""
    for number, path in enumerate(_walk_files(folder)):
        if number >= MOST_FILES:
            return
        yield path


def _walk_files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        # A folder may be called as a notebook is, but the graded notebook needs its place.
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n[-6:] != ".ipynb")
        yield from (Path(parent, name) for name in sorted(files))


def _find_cells(notebook: Any) -> list:
    """Find the list of cells, in notebooks of format 4 and 3."""
    return notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]


def _choose_cells(raw: Any, answers: Callable[[Cell], bool], complaint: str = "") -> Submission:
    """Read cells, those that answer first, as far as they are not too many or too long."""
    if not isinstance(raw, list):
        raise TypeError("cells that are no list")
    cells = [_read_cell(cell) for cell in raw if isinstance(cell, dict)]
    answering = [number for number, cell in enumerate(cells) if answers(cell)]
    others = sorted({*range(len(cells))} - {*answering})
    chosen: dict[int, Cell] = {}
    for numbers in answering[::-1], others:
        room = LONGEST_SOURCE
        for number in numbers[: MOST_CELLS - len(chosen)]:
            cell, length = cells[number], len(cells[number].source)
            if length > room:
                told = TOO_LONG.format(length)
                cell = replace(cell, source=f"# {told}" if cell.kind == "code" else told)
            else:
                room -= length
            chosen[number] = cell
    complaints = [complaint] if complaint else []
    if len(chosen) < len(cells):
        complaints.append(TOO_MANY_CELLS.format(len(cells), len(chosen)))
    long = [number for number, cell in chosen.items() if cell.source != cells[number].source]
    if long:
        numbers = ", ".join(str(number + 1) for number in sorted(long)[:MOST_TOLD])
        complaints.append(f"Too long to be read: {len(long)} of its cells (number {numbers}).")
    return Submission(tuple(chosen[number] for number in sorted(chosen)), " ".join(complaints))


def _read_cell(cell: dict) -> Cell:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = cell.get("metadata")
    label = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    label = label.get("grade_id") if isinstance(label, dict) else None
    kind = cell.get("cell_type")
    return Cell(
        kind if kind in ("code", "markdown") else "raw",
        clean_text(source).replace("\r\n", "\n") if isinstance(source, str) else "",
        label if isinstance(label, str) else None,
        dict(_read_attachments(cell.get("attachments"))) if kind == "markdown" else {},
    )


def _read_attachments(attachments: Any) -> Iterator[tuple[str, dict[str, str]]]:
    # Students paste photographs of what they have derived on paper.
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        pictures = select_pictures(kinds) if isinstance(kinds, dict) else {}
        if pictures:
            yield clean_text(name), pictures


def _salvage_cells(text: str) -> list:
    """Read the cells that are whole in a text that is no JSON as a whole."""
    decoder, cells, at = json.JSONDecoder(strict=False, parse_int=float), [], 0
    start = re.search(r'"cells"\s*:\s*\[', text)
    at = start.end() if start else 0
    while len(cells) < MOST_SALVAGED and (found := _CELL.search(text, at)):
        try:
            cell, at = decoder.raw_decode(text, found.start())
        except ValueError as error:
            # On from where it ceased to make sense, so that nothing is read twice.
            at = max(found.end(), getattr(error, "pos", 0))
            continue
        except RecursionError:
            break
        if isinstance(cell, dict) and "cell_type" in cell:
            cells.append(cell)
    return cells
