"""Files: text is written completely or not at all, and the cells of our notebooks are read."""

import json
from pathlib import Path
from typing import Any

from nnlib.files import replace_file


def write_text(path: Path, text: str) -> None:
    """Write a text file; it replaces an existing file only once it is complete."""
    with replace_file(path) as file:
        file.write(text.encode())


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook that comes with the course, each with its source as one text.

    It does without nbformat, which takes more than a second to import in a student's notebook.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells]
