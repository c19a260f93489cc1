"""Notebooks in the one form in which the repository stores them."""

import argparse
from pathlib import Path

import nbformat

from ..files import write_text

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT_METADATA = ("deletable", "editable", "nbgrader")
"""The metadata of a cell that matters: nbgrader's own, and the locks that it puts on cells."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder tidy` takes."""
    parser.add_argument("folders", nargs="+", type=Path)


def run(options: argparse.Namespace) -> int:
    """Bring all notebooks in some folders into stored form, and name those that change."""
    for folder in options.folders:
        for notebook in sorted(folder.rglob("*.ipynb")):
            if tidy_notebook(notebook):
                print(f"tidied {notebook}")
    return 0


def canonicalise(text: str) -> str:
    """Give a notebook's JSON text in stored form: no outputs, no counts, numbered cell ids.

    Cells are called `cell-00`, `cell-01`, … by position; of the metadata only the kernel, the
    language and what KEPT_METADATA names are kept. Code is formatted by ruff, not here.
    Raises nbformat.validator.NotebookValidationError if the text is not a notebook.
    """
    notebook = nbformat.reads(text, as_version=4)
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    )
    notebook.nbformat_minor = 5
    for position, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{position:02}"
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata}
        )
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def tidy_notebook(path: Path) -> bool:
    """Bring a notebook file into stored form; returns whether it had to change."""
    before = path.read_text(encoding="utf-8")
    after = canonicalise(before)
    if after != before:
        write_text(path, after)
    return after != before
