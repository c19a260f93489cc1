"""The lectures as their tests read them: where they lie, and what is written in their cells."""

from functools import cache
from pathlib import Path

import nbformat

LECTURES = sorted((Path(__file__).parents[2] / "lectures").glob("*.ipynb"))
# The page on notation is for looking things up: it has no questions, no widget and no exercise.
LESSONS = [path for path in LECTURES if path.stem != "00-notation"]


def text(path, kind):
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == kind)


def words(name):
    """Read the markdown of a lecture by its id, say "01-perceptron-update"."""
    return text(LECTURES[0].with_name(f"{name}.ipynb"), "markdown")


@cache
def whole(name):
    """Read all that a lecture says and computes, by its id."""
    cells = nbformat.read(LECTURES[0].with_name(f"{name}.ipynb"), as_version=4).cells
    return "\n".join(cell.source for cell in cells)
