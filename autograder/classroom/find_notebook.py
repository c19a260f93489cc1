"""Finding the notebook that somebody meant to hand in, whatever its name and wherever it lies."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat

from .restore_answers import find_answering, is_answer, restore_answers
from .submission import (
    LARGEST_NOTEBOOK,
    NOT_HANDED_IN,
    list_files,
    open_notebook,
    parse_notebook,
    read_file,
)

MOST_NOTEBOOKS = 10
"""How many notebooks of one submission are looked at."""

KNOWN_FILES = {".py", ".txt", ".csv", ".tsv", ".dat", ".json", ".md", ".npy", ".npz"} | {
    ".ipynb", ".png", ".jpg", ".jpeg", ".gif", ".svg",
}  # fmt: skip
"""What may lie beside a notebook without anybody's asking what it is."""


class Found(NamedTuple):
    """A notebook that was handed in.

    data: what it holds; complaint: why it cannot be read, in words for the student, or empty;
    remarks: what an instructor should know of how it came.
    """

    data: bytes
    complaint: str
    remarks: tuple[str, ...] = ()


def find_notebook(folder: Path, name: str, released: bytes) -> Found:
    """Return the notebook `name` (without .ipynb) of a submission's folder.

    If there are several, also in folders and zips within, it is the one with the most answers, and
    of equal ones that with the name of the assignment. Never raises for what is there.
    """
    expected = f"{name}.ipynb"
    candidates = dict(_list_candidates(folder, expected))
    if not candidates:
        return Found(b"", NOT_HANDED_IN, _name_unknown_files(folder))
    chosen = next(iter(candidates))
    if len(candidates) > 1:
        answers = {where: _count_answers(found[0], released) for where, found in candidates.items()}
        chosen = max(answers, key=lambda where: answers[where])
    remarks = [] if chosen == expected else [f"the notebook that was graded is {chosen}"]
    if others := [where for where in candidates if where != chosen]:
        remarks.append(f"not graded, since it holds no more answers: {', '.join(others)}")
    data, complaint = candidates[chosen]
    return Found(data, complaint, (*remarks, *_name_unknown_files(folder)))


def _list_candidates(folder: Path, expected: str) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """Give each notebook that there is: where it is, and what `open_notebook` says of it."""
    left = MOST_NOTEBOOKS
    if (folder / expected).exists() or (folder / expected).is_symlink():
        yield expected, open_notebook(folder / expected)
        left -= 1
    for path in list_files(folder):
        where = str(path.relative_to(folder))
        if left and path.suffix.lower() == ".ipynb" and where != expected and not path.is_symlink():
            yield where, open_notebook(path)
            left -= 1
        elif left and path.suffix.lower() == ".zip":
            for member, data in _read_zip(path, left):
                yield f"{where}/{member}", (data, "")
                left -= 1


def _read_zip(path: Path, most: int) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(read_file(path, LARGEST_NOTEBOOK))) as packed:
            members = [
                member
                for member in packed.infolist()
                if member.filename.lower().endswith(".ipynb")
                and not Path(member.filename).name.startswith(".")
                and "__MACOSX" not in member.filename
            ]
            for member in members[:most]:
                with packed.open(member) as file:
                    data = file.read(LARGEST_NOTEBOOK + 1)
                if len(data) <= LARGEST_NOTEBOOK:
                    yield member.filename, data
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return  # a damaged, encrypted or odd one is told as a file that nobody knows


def _count_answers(data: bytes, released: bytes) -> int:
    release = nbformat.reads(released.decode(), as_version=4)
    restored, _ = restore_answers(release, parse_notebook(data, find_answering(release)))
    stubs = {cell.source.strip() for cell in release.cells}
    return sum(is_answer(c) and c.source.strip() not in stubs for c in restored.cells)


def _name_unknown_files(folder: Path) -> tuple[str, ...]:
    files = (path for path in list_files(folder) if path.suffix.lower() not in KNOWN_FILES)
    names = [name for file in files if (name := str(file.relative_to(folder))).isprintable()]
    shown = ", ".join(names[:MOST_NOTEBOOKS])
    return (f"files that are not graded: {shown}",) if shown else ()
