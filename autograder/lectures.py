"""Where the lectures lie beside a student's exercise, and the addresses of their sections."""

import re
from pathlib import Path

from .files import read_cells

LECTURES = Path("..", "..", "lectures")
"""The lectures, from the folder of an exercise."""


def find_section(section: str) -> str:
    """Return the address of a section like "03 §6", as JupyterLab has it; empty if it is not there.

    It is relative to the folder of the exercise, in which a notebook's kernel works, and names the
    cell: JupyterLab does not find a heading with a letter that addresses encode, nor one that is
    scrolled out of sight.
    """
    lecture, _, number = section.partition(" §")
    for path in LECTURES.glob(f"{lecture}-*.ipynb"):
        for cell in read_cells(path):
            heading = re.search(rf"^#+ {re.escape(number)}\.", cell["source"], re.M)
            if cell["cell_type"] == "markdown" and heading:
                return f"{path.as_posix()}#cell-id={cell['id']}"
    return ""
