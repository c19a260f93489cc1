"""Writing text whole or not at all."""

from pathlib import Path

from nnlib.files import replace_file


def write_text(path: Path, text: str) -> None:
    """Write a text file, which takes the place of an earlier one only when all is written."""
    with replace_file(path) as file:
        file.write(text.encode())
