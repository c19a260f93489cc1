"""Writes a text file completely or not at all."""

from pathlib import Path

from nnlib.files import replace_file


def write_text(path: Path, text: str) -> None:
    """Write a text file; it replaces an existing file only once it is complete."""
    with replace_file(path) as file:
        file.write(text.encode())
