"""Arrays in a file: written whole or not at all, and read without running what it holds."""

import os
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from nnlib.files import replace_file
from nnlib.validate import Array


def write_archive(path: str | os.PathLike[str], **arrays: Any) -> None:
    """Write named arrays to a `.npz` file at `path`, which keeps its name as given.

    Raises OSError if that cannot be done; an earlier file at `path` is then still there.
    """
    with replace_file(_path(path)) as file:
        np.savez(file, **arrays)


def read_archive(path: str | os.PathLike[str], *names: str) -> dict[str, Array]:
    """Return the arrays of those names from the file that `write_archive` wrote to `path`.

    Raises OSError if it cannot be read, ValueError if it is no such file or lacks a name.
    """
    with open(_path(path), "rb") as file:
        try:
            with np.load(file, allow_pickle=False) as archive:
                return {name: archive[name] for name in names}
        except (AttributeError, BadZipFile, EOFError, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"path must be a file written by Net.save, but {path} is not: {error}"
            ) from None


def _path(given: Any) -> Path:
    if not isinstance(given, (str, os.PathLike)):
        raise TypeError(f"path must be a text or a path, but was of type {type(given).__name__}")
    return Path(given)
